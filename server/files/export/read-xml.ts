import sax, { type SAXOptions } from "sax";

export type XmlReader = {
  readonly open?: (element: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (element: string) => void;
  readonly text?: (text: string) => void;
};

/**
 * Reads a part of an XLSX file piece by piece, and stops after each. Names come without their prefixes.
 * @throws Error if it is not well-formed XML, or declares a document type
 */
export function* piecesOfXml(bytes: Uint8Array, reader: XmlReader): Generator<void> {
  const parser = new sax.SAXParser(true, options);
  parser.onerror = (error) => {
    throw new Error("An XLSX file's XML is not well-formed", { cause: error });
  };
  parser.onopentag = ({ name, attributes }) => {
    const plain = Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), String(value)]);
    reader.open?.(withoutPrefix(name), Object.fromEntries(plain));
  };
  parser.onclosetag = (name) => reader.close?.(withoutPrefix(name));
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += pieceLength) {
    parser.write(decoder.decode(bytes.subarray(at, at + pieceLength), { stream: true }));
    // the parser reports a document type only at its end; no spreadsheet writes one
    if (
      ("doctype" in parser && parser.doctype) ||
      ("sgmlDecl" in parser && String(parser.sgmlDecl).length > 8)
    ) {
      throw new Error("An XLSX file's XML may not declare a document type");
    }
    yield;
  }
  parser.close();
}

/** Reads a small part at once. */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  for (const _piece of piecesOfXml(bytes, reader));
}

// only the five entities of XML; the types do not know this option yet
const options: SAXOptions & { strictEntities: true } = { strictEntities: true };

const pieceLength = 4_096;

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
