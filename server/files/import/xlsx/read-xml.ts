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
 * Reads XML as it comes, by sax, which expands no entities of a document's own. Yields after each piece, so that a reader
 * can take what it has heard. @throws Refusal 400 where it is not well formed
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, heard: Heard): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false });
  parser.onerror = () => {
    throw damaged();
  };
  parser.onopentag = ({ name, attributes }) => {
    // without `xmlns` attributes are texts
    heard.open?.(local(name), attributes as Record<string, string>);
  };
  parser.ontext = (text) => heard.text?.(text);
  parser.oncdata = (text) => heard.text?.(text);
  parser.onclosetag = (name) => heard.close?.(local(name));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const piece of bytes) {
    parser.write(decode(decoder, piece));
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
