import { connect } from "node:net";

/** A request on the wire: its request line and headers may be anything. */
export type RawRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

/** The answer. The status is 0 if the connection ended without one, and -1 if nothing came for ten seconds. */
export type RawAnswer = { readonly status: number; readonly ms: number; readonly text: string };

/** How long we wait for an answer. */
const patienceMs = 10_000;

/** Sends a request unchanged, and reads until the other side ends. */
export async function sendRaw(
  port: number,
  { method, target, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const began = performance.now();
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const bytes = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n${body}`, "latin1");
  return await new Promise((answered) => {
    const parts: Buffer[] = [];
    const socket = connect(port, "127.0.0.1");
    let hangs = false;
    socket.setTimeout(patienceMs, () => {
      hangs = true;
      socket.destroy();
    });
    socket.on("data", (part) => parts.push(part));
    // a refused or cut connection is an answer too
    socket.on("error", () => {});
    socket.on("close", () => {
      const text = Buffer.concat(parts).toString("latin1");
      const status = hangs ? -1 : Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      answered({ status, ms: performance.now() - began, text });
    });
    socket.write(bytes);
    // tells a server that waits for the rest of a body that there is none
    if (isCut(headers, body)) socket.end();
  });
}

/** Whether the headers promise more of a body than there is. */
function isCut(headers: RawRequest["headers"], body: string): boolean {
  return headers.some(
    ([name, value]) =>
      name === "expect" ||
      (name === "content-length" && value !== String(body.length)) ||
      (name === "transfer-encoding" && !body.endsWith("0\r\n\r\n")),
  );
}
