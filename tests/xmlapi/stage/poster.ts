import { type Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { door } from "./served";
import { readAnswer, type Seen } from "./wire";

export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Post = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: IncomingHttpHeaders;
  readonly agent?: Agent;
};

/** Sends a request to the door of this test file, as a program on this machine. */
export async function send(body: string | Uint8Array, how: Post = {}): Promise<Reply> {
  return await new Promise((done, fail) => {
    const sent = httpRequest(
      {
        host: "127.0.0.1",
        port: door.port,
        method: how.method ?? "POST",
        path: how.path ?? "/xmlapi/xmlapi",
        agent: how.agent ?? false,
        headers: {
          // a chunked request has no length
          ...(how.headers?.["transfer-encoding"] ? {} : { "content-length": Buffer.byteLength(body) }),
          ...how.headers,
        },
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", fail);
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces),
          }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

/** Calls, and reads the answer strictly. @throws if it is not an XML-RPC answer */
export async function ask(body: string | Uint8Array, how: Post = {}): Promise<ReturnType<typeof readAnswer>> {
  const { status, headers, body: answer } = await send(body, how);
  if (status !== 200) throw new Error(`HTTP ${status}`);
  if (headers["content-type"] !== "text/xml; charset=utf-8") throw new Error(`${headers["content-type"]}`);
  return readAnswer(answer.toString("utf8"));
}

/** The value of an answer. @throws if it is a fault */
export async function answerOf(body: string): Promise<Seen> {
  const answer = await ask(body);
  if ("fault" in answer) throw new Error(`fault ${answer.fault.code}: ${answer.fault.text}`);
  return answer.value;
}

/** The fault of an answer. @throws if it is not a fault */
export async function faultOf(
  body: string | Uint8Array,
  how: Post = {},
): Promise<{ code: number; text: string }> {
  const answer = await ask(body, how);
  if ("value" in answer) throw new Error(`no fault: ${JSON.stringify(answer.value).slice(0, 200)}`);
  return answer.fault;
}
