import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { openForm } from "@/server/files/import/form-file";
import type { Bounds } from "@/server/files/import/limits/bounds";
import { openTable, type Table } from "@/server/files/import/read-table";
import { log } from "@/server/ground/log";
import { Refusal } from "@/server/ground/refusal";
import { quotableText } from "../forms/refusal-text";
import { currentSession, noteForNextPage } from "../session/session";
import { isFromHere } from "../support/leave";

/** A file that somebody uploads, and the fields of its form. */
export type Upload = {
  readonly session: LiveSession;
  readonly fields: ReadonlyMap<string, string>;
  readonly name: string;
  readonly table: Table;
};

/**
 * Takes a file that a form brings while it arrives, past Next's own reading of forms, and leads to the page that shows what
 * came of it. A script gets that page's path as JSON, a browser before JavaScript a redirect.
 * @param back the page of the form, which shows what is wrong
 * @param use what to do with the file @returns the path to go on at
 * @param most how much the file may hold; absent: what a file of customers may
 */
export async function takeUpload(
  request: Request,
  back: string,
  use: (upload: Upload) => Promise<string>,
  most?: Bounds,
): Promise<Response> {
  if (!isFromHere(request) || request.body === null) return new Response("Refused\n", { status: 403 });
  const answer = answerTo(request, back);
  const session = await currentSession();
  if (session?.kind !== "full")
    return await answer.problem((await getTranslations("refusals"))("code_401"), 401);
  // the platform's stream is one; its type says so only in newer libraries
  const body = request.body as unknown as AsyncIterable<Uint8Array>;
  const pieces = endless(body);
  try {
    const { fields, file } = await openForm(pieces, request.headers.get("content-type") ?? "");
    if ((fields.get("acting_as") ?? "") !== (session.support?.reference ?? ""))
      throw new Refusal(409, "This page was opened as somebody else; reload it.", undefined, {
        key: "another_identity",
      });
    if (!file || file.name === "")
      throw new Refusal(400, "Parameter file is required", "file", { key: "import_no_file" });
    const table = await openTable(file.bytes, { name: file.name, most });
    return await answer.next(await use({ session, fields, name: file.name, table }));
  } catch (error) {
    // a browser listens only once it has sent all
    await drain(pieces);
    if (error instanceof Refusal) return await answer.problem(await quotableText(error), error.code);
    // nobody is left to read an answer, and nothing of ours failed
    if (error instanceof SenderGone) return new Response(null, { status: 400 });
    log.error({ err: error }, "an upload failed");
    return await answer.problem((await getTranslations("refusals"))("code_500", { reference: "–" }), 500);
  }
}

/** Whoever uploads broke off. */
class SenderGone extends Error {}

/**
 * The same bytes; whoever stops reading them does not end the stream, of which the rest may still be read.
 * @throws SenderGone the stream itself fails only where the connection does
 */
function endless(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  const next = async () => {
    try {
      return await iterator.next();
    } catch (error) {
      throw new SenderGone("the upload broke off", { cause: error });
    }
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

/** We read no more of a hopeless body than this. */
const mostDrained = 512 * 1024 * 1024;

async function drain(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let read = 0;
  try {
    for await (const piece of pieces) {
      read += piece.byteLength;
      if (read > mostDrained) return;
    }
  } catch {
    // the sender has gone
  }
}

function answerTo(request: Request, back: string) {
  const isScript = request.headers.get("accept")?.includes("application/json") ?? false;
  const seen = (location: string) =>
    new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
  return {
    next: async (href: string) => (isScript ? Response.json({ href }) : seen(href)),
    problem: async (text: string, status: number) => {
      if (isScript) return Response.json({ problem: text }, { status });
      await noteForNextPage(text, false);
      return seen(back);
    },
  };
}
