import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { boundForm } from "@/server/doors/front/bounded-form";
import { boundPieces } from "@/server/doors/front/many-pieces";
import { discardBody, readBody } from "@/server/doors/http/read-body";

/** Everything that reads bodies, by the path that asks for it. */
const readers: Record<string, (request: IncomingMessage) => Promise<unknown>> = {
  "/form": boundForm,
  "/call": async (request) => await readBody(request, () => {}),
  "/unread": async (request) => discardBody(request),
};

const server = createServer((request, response) => {
  boundPieces(request, response);
  const read = readers[request.url ?? ""];
  const done = () => response.destroyed || response.end("read");
  void read?.(request).then(done, done);
});
beforeAll(async () => await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const multipart = "multipart/form-data; boundary=x";

/** Sends a body in chunks until somebody answers. @returns the answer, and how many chunks went out before */
async function sendChunks(path: string, type: string, chunk: string, most: number, beginning = "") {
  // it listens on a TCP port
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let text = "";
  socket.on("data", (some) => {
    text += some.toString();
  });
  // a cut connection is an answer too
  socket.on("error", () => {});
  const ended = new Promise<void>((closed) => socket.once("close", () => closed()));
  // the server reads in between
  const written = async (bytes: string) =>
    await new Promise<void>((done) => void socket.write(bytes, () => setImmediate(done)));
  const framed = (one: string) => `${one.length.toString(16)}\r\n${one}\r\n`;
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  if (beginning) await written(framed(beginning));
  let sent = 0;
  for (; sent < most && !socket.destroyed; sent += 1_000) await written(framed(chunk).repeat(1_000));
  if (!socket.destroyed) socket.end("0\r\n\r\n");
  await ended;
  return { text, sent };
}

it.each([
  ["/form", multipart],
  ["/form", "application/x-www-form-urlencoded"],
  ["/call", "text/xml"],
])("a body of a million bytes, each a piece of its own, is given up on: %s %s", async (path, type) => {
  const { text, sent } = await sendChunks(path, type, "x", 1_000_000);
  expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*too many small pieces/);
  expect(sent).toBeLessThan(200_000);
});

it("so is one that is only discarded, after its answer", async () => {
  const { text, sent } = await sendChunks("/unread", "text/xml", "x", 1_000_000);
  expect(text).toMatch(/^HTTP\/1\.1 200 [\s\S]*read$/);
  expect(sent).toBeLessThan(200_000);
});

it("so is a large one whose rest comes in small pieces, once these are too many for its size", async () => {
  const { text, sent } = await sendChunks("/form", multipart, "x", 1_000_000, "y".repeat(1_000_000));
  expect(text).toContain("too many small pieces");
  expect(sent).toBeGreaterThan(30_000);
});

it.each([
  ["/form", "a line of a text that some program writes out as it reads it, one by one", 100_000],
  ["/call", "a call's tag", 15_000],
])("a body in the pieces of an honest program is read: %s", async (path, chunk, most) => {
  expect((await sendChunks(path, "text/plain", chunk, most)).text).toMatch(/read$/);
});
