import sax, { type SAXOptions } from "sax";
import { malformed } from "../../http/malformed";
import { type Call, CallReader } from "./call-reader";
import { decodeText } from "./decode-text";
import { readPlainCall } from "./read-plain-call";

/**
 * Reads an XML-RPC method call. Liberal about what real clients send, see `readScalar`; strict about anything that
 * could cost much time or memory. Source: xmlrpc.com/spec; semantics, 'The XML-RPC door'.
 * @param contentType the header as sent; its `charset` says how the bytes are encoded
 * @throws Refusal 400 saying what is wrong
 */
export function readCall(bytes: Uint8Array, contentType?: string): Call {
  const text = decodeText(bytes, contentType);
  return readPlainCall(text) ?? readAnyCall(text);
}

/** Reads any spelling that XML allows. */
function readAnyCall(text: string): Call {
  const reader = new CallReader();
  const parser = new sax.SAXParser(true, options);
  parser.onerror = () => {
    throw malformed("is not well-formed XML");
  };
  parser.ondoctype = refuseDeclaration;
  parser.onsgmldeclaration = refuseDeclaration;
  parser.onattribute = ({ name }) => {
    // the parser looks entities up in a plain object
    if (name in Object.prototype) throw malformed("is not well-formed XML");
  };
  parser.onopentag = ({ name }) => reader.open(withoutPrefix(name));
  parser.onclosetag = (name) => reader.close(withoutPrefix(name));
  parser.ontext = (text) => reader.text(text);
  parser.oncdata = (text) => reader.text(text);
  // in pieces, so that the parser checks the sizes of its buffers now and then
  for (let at = 0; at < text.length; at += pieceLength) {
    parser.write(text.slice(at, at + pieceLength));
    // with each character the parser rereads the whole declaration, so one of a megabyte would take minutes
    if ("sgmlDecl" in parser && String(parser.sgmlDecl).length > longestKeyword) refuseDeclaration();
    // the parser reports a document type only at its end, and reads elements inside an unfinished one
    if ("doctype" in parser && parser.doctype) refuseDeclaration();
  }
  parser.close();
  return reader.call();
}

// only the five entities of XML; the types do not know this option yet
const options: SAXOptions & { strictEntities: true } = { strictEntities: true };

const pieceLength = 1_024;
const longestKeyword = "[CDATA[".length;

function refuseDeclaration(): never {
  throw malformed("has a document type declaration, which is not taken here");
}

/** Treats `ex:nil` as nil, and `ex:i8` as i8. */
function withoutPrefix(name: string): string {
  return name === "ex:nil" || name === "ex:i8" ? name.slice(3) : name;
}
