import sax from "sax";
import { Refusal } from "../../../ground/refusal";
import { damaged } from "./packed";

/** What a part's reader wants to hear of; names without their prefix. */
export type Heard = {
  readonly open?: (element: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (element: string) => void;
};

/**
 * What no workbook has and sax would keep, a hundred bytes for a character: so much between two tags or texts, which is a tag
 * with its attributes, a comment, an instruction; and elements in one another.
 */
const most = { unheard: 1024 * 1024, depth: 100 };
/** The longest beginning by which it knows a declaration. */
const mostDeclared = "[CDATA[".length;
/** So many characters at once: of a text we hear what there is after each, and of a declaration it compares all at each. */
const atOnce = 4 * 1024;

/** What sax keeps of a declaration and of a document type, or that there was one; its types do not say so. */
type Kept = { readonly sgmlDecl?: string; readonly doctype?: string | true };

/**
 * Reads XML as it comes, by sax, which expands no entities of a document's own. Yields after each piece, so that a reader
 * can take what it has heard. Keeps a bounded part of it, whatever is in it.
 * @throws Refusal 400 where it is not well formed, or has what no workbook has
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, heard: Heard): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false });
  // it bounds what it keeps only while it counts positions, for which it would take longer
  let unheard = 0;
  let depth = 0;
  const kept = parser as sax.SAXParser & Kept;
  const hear = () => {
    unheard = 0;
    // Office Open XML forbids one
    if (kept.doctype) throw damaged();
  };
  parser.onerror = () => {
    throw damaged();
  };
  parser.onopentag = ({ name, attributes }) => {
    hear();
    depth += 1;
    if (depth > most.depth) throw damaged();
    // without `xmlns` attributes are texts
    heard.open?.(local(name), attributes as Record<string, string>);
  };
  parser.ontext = (text) => {
    hear();
    heard.text?.(text);
  };
  parser.oncdata = parser.ontext;
  parser.onclosetag = (name) => {
    hear();
    depth -= 1;
    heard.close?.(local(name));
  };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const piece of bytes) {
    const text = decode(decoder, piece);
    for (let at = 0; at < text.length; at += atOnce) {
      const some = text.slice(at, at + atOnce);
      unheard += some.length;
      parser.write(some);
      parser.flush();
      if (unheard > most.unheard || (kept.sgmlDecl?.length ?? 0) > mostDeclared) throw damaged();
    }
    yield;
  }
  try {
    parser.close();
  } catch (error) {
    throw error instanceof Refusal ? error : damaged();
  }
  yield;
}

/** The same for a small part, to its end. */
export async function hearXml(bytes: AsyncIterable<Uint8Array>, heard: Heard): Promise<void> {
  for await (const _ of readXml(bytes, heard));
}

function decode(decoder: TextDecoder, piece: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    throw damaged();
  }
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}
