import { once } from "node:events";
import { Agent, createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { readBody, Unsent } from "@/server/doors/http/read-body";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { faultOf, type Post, send } from "../stage/poster";
import { door, givenDoor } from "../stage/served";
import { asStruct, callOf, callWith, int, nil, readAnswer, string } from "../stage/wire";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

const megabyte = 1_048_576;
const call = callWith("system.getCapabilities");
const tooLarge = { code: 400, text: `The request is larger than ${megabyte} bytes.` };

/** A call of a given size, padded with the letters of a stray member. */
function callOfSize(bytes: number): string {
  const empty = callOf("system.getCapabilities", { stray: "" });
  return callOf("system.getCapabilities", { stray: "x".repeat(bytes - empty.length) });
}

async function isAnswered(body: string | Uint8Array, how: Post = {}): Promise<boolean> {
  const { status, body: answer } = await send(body, how);
  return status === 200 && "value" in readAnswer(answer.toString("utf8"));
}

const chunked = { headers: { "transfer-encoding": "chunked" } };

describe("a body", () => {
  it.each([
    ["whose length is told", {}],
    ["in chunks", chunked],
  ])("%s may have a megabyte, and not a byte more", async (_what, how) => {
    expect(await isAnswered(callOfSize(megabyte), how)).toBe(true);
    expect(await faultOf(callOfSize(megabyte + 1), how)).toEqual(tooLarge);
    expect(await faultOf(callOfSize(5 * megabyte), how)).toEqual(tooLarge);
  });

  it.each([
    ["its declaration", '<?xml version="1.0" encoding="iso-8859-1"?>', "text/xml"],
    ["its content type", "", "text/xml; charset=windows-1252"],
  ])("is read by the encoding of %s, as browsers read it", async (_what, declaration, type) => {
    const { i_customer } = await customer();
    const members = { i_wholesaler: int(1), i_customer: int(i_customer), city: string("\x80 \xe9") };
    const text = callOf("updateCustomer", members).replace(/^<\?.*?\?>/, declaration);
    expect(await isAnswered(Buffer.from(text, "latin1"), { headers: { "content-type": type } })).toBe(true);
    const [row] = await database().$queryRaw<{ city: string }[]>`
      SELECT city FROM customers WHERE i_customer = ${i_customer}`;
    expect(row?.city).toBe("€ é");
  });

  it("that is empty is a fault", async () => {
    expect(await faultOf("")).toEqual({ code: 400, text: "The request names no method." });
    expect(await faultOf("", chunked)).toEqual({ code: 400, text: "The request names no method." });
  });

  it.each([
    undefined,
    "",
    "text/xml",
    "application/x-www-form-urlencoded",
    "application/json",
    "a/b; charset=x",
  ])("is read whatever its Content-Type says: %s", async (type) => {
    expect(await isAnswered(call, type === undefined ? {} : { headers: { "content-type": type } })).toBe(
      true,
    );
  });
});

describe("a packed body", () => {
  const packed = (encoding: string) => ({ headers: { "content-encoding": encoding } });

  it.each([
    ["gzip", gzipSync(call)],
    ["x-gzip", gzipSync(call)],
    [" GZIP ", gzipSync(call)],
    ["deflate", deflateSync(call)],
    ["identity", call],
  ])("is unpacked: %s", async (encoding, body) => {
    expect(await isAnswered(body, packed(encoding))).toBe(true);
  });

  it("may unpack to a megabyte, and not to a byte more", async () => {
    expect(await isAnswered(gzipSync(callOfSize(megabyte)), packed("gzip"))).toBe(true);
    expect(await faultOf(gzipSync(callOfSize(megabyte + 1)), packed("gzip"))).toEqual(tooLarge);
  });

  it("that is a bomb is given up on before it is unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * megabyte));
    expect(bomb.length).toBeLessThan(megabyte);
    const before = process.memoryUsage();
    expect(await faultOf(bomb, packed("gzip"))).toEqual(tooLarge);
    const { external, arrayBuffers } = process.memoryUsage();
    expect(external + arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(32 * megabyte);
  });

  it("in a bomb of many small members is given up on too", async () => {
    const member = gzipSync(Buffer.alloc(65_536, " "));
    const bomb = Buffer.concat(Array.from({ length: Math.floor(megabyte / member.length) }, () => member));
    expect(await faultOf(bomb, packed("gzip"))).toEqual(tooLarge);
  });

  it.each([
    ["no gzip at all", Buffer.from(call), "gzip"],
    ["gzip that is cut off", gzipSync(call).subarray(0, -9), "gzip"],
    ["gzip with bytes changed", spoiled(gzipSync(call)), "gzip"],
    ["nothing", Buffer.alloc(0), "gzip"],
    ["gzip that says deflate", gzipSync(call), "deflate"],
  ])("that is %s is a fault", async (_what, body, encoding) => {
    const { code, text } = await faultOf(body, packed(encoding));
    expect([code, text]).toEqual([400, "The request cannot be unpacked."]);
  });

  it.each(["br", "zstd", "gzip, gzip", "constructor", "nonsense"])(
    "in a way that is not known is a fault: %s",
    async (encoding) => {
      expect(await faultOf(gzipSync(call), packed(encoding))).toEqual({
        code: 400,
        text: "The request is packed in a way that is not known here; use gzip.",
      });
    },
  );
});

function spoiled(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, at) => (at > 20 && at < 40 ? byte ^ 0xff : byte)));
}

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

/** A connection on which we write every byte. */
async function connected(port = door.port): Promise<{ socket: Socket; text: () => string }> {
  const socket = connect(port, "127.0.0.1");
  open.push(socket);
  let text = "";
  socket.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  await once(socket, "connect");
  return { socket, text: () => text };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((again) => setTimeout(again, 5));
}

const head = (version: string, length: number, more = "") =>
  `POST /xmlapi/xmlapi HTTP/${version}\r\nHost: a\r\nContent-Length: ${length}\r\n${more}\r\n`;

const count = (text: string, what: string) => text.split(what).length - 1;

describe("a connection", () => {
  it("carries many calls, also sent at once, answered in their order", async () => {
    const { socket, text } = await connected();
    const unknown = callWith("no.such");
    const all = [call, "no xml", unknown, call].map((body) => `${head("1.1", body.length)}${body}`);
    socket.write(all.join(""));
    await until(() => count(text(), "</methodResponse>") === 4);
    const kinds = [...text().matchAll(/introspection<|well-formed|no method/g)].map(([kind]) => kind);
    expect(kinds).toEqual(["introspection<", "well-formed", "no method", "introspection<"]);
    expect(count(text(), "HTTP/1.1 200 OK")).toBe(4);
  });

  it("stays open after a fault about a body that was too large to be read", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await faultOf(callOfSize(3 * megabyte), { agent })).toEqual(tooLarge);
    const { headers } = await send(call, { agent });
    expect(headers.connection).toBe("keep-alive");
    agent.destroy();
  });

  it("stays open after a 401 with a large body, and carries the next call", async () => {
    provideSettings({ TRUSTED_HOSTS: "" });
    const { socket, text } = await connected();
    const body = callOfSize(megabyte);
    socket.write(`${head("1.1", body.length)}${body}`);
    await until(() => text().includes("401 Unauthorized"));
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
    socket.write(`${head("1.1", call.length)}${call}`);
    await until(() => text().includes("</methodResponse>"));
    expect(text()).toContain("HTTP/1.1 200 OK");
  });

  it("is closed after an answer to HTTP/1.0, unless it is asked to stay", async () => {
    const once10 = await connected();
    once10.socket.write(`${head("1.0", call.length)}${call}`);
    await once(once10.socket, "close");
    expect(once10.text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(once10.text()).not.toMatch(/transfer-encoding/i);
    const kept = await connected();
    kept.socket.write(`${head("1.0", call.length, "Connection: keep-alive\r\n")}${call}`.repeat(2));
    await until(() => count(kept.text(), "</methodResponse>") === 2);
    expect(kept.socket.closed).toBe(false);
  });

  it("that breaks off midway in a body changes nothing, and the door answers the next", async () => {
    const name = freshName();
    const reseller = (await customer()).i_customer;
    const body = callOf("createCustomer", {
      i_wholesaler: int(reseller),
      i_tariff: nil,
      name: string(name),
      web_password: string("correct horse battery"),
    });
    const { socket, text } = await connected();
    socket.write(`${head("1.1", body.length + 1)}${body}`);
    socket.destroy();
    const { socket: chunks } = await connected();
    const headers = "POST /xmlapi/xmlapi HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    chunks.write(`${headers}${body.length.toString(16)}\r\n${body}\r\n`);
    chunks.end();
    await once(chunks, "close");
    expect(await isAnswered(call)).toBe(true);
    expect(text()).toBe("");
    expect(await database().customer.count({ where: { name } })).toBe(0);
  });
});

describe("a slow sender", () => {
  /** Runs a server that reads bodies with less patience than a real one. @returns the outcome of the one it read */
  async function reading(write: (socket: Socket) => void): Promise<unknown> {
    const server = createServer();
    const outcome = new Promise((done) => {
      server.on("request", (request) => void readBody(request, () => {}, 150).then(done, done));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    // it listens on a TCP port
    const { socket } = await connected((server.address() as AddressInfo).port);
    // a cut connection may report an error first, which is fine here
    const closed = new Promise((done) => socket.once("close", done));
    write(socket);
    const result = await outcome;
    if (result instanceof Unsent) await closed;
    server.closeAllConnections();
    server.close();
    return result;
  }

  it("is cut off, though it sends a little all the time", async () => {
    const timers: NodeJS.Timeout[] = [];
    const result = await reading((socket) => {
      socket.on("error", () => {});
      socket.write(head("1.1", 1_000));
      timers.push(setInterval(() => socket.write("x"), 10));
    });
    for (const timer of timers) clearInterval(timer);
    expect(result).toBeInstanceOf(Unsent);
  });

  it("is not one who sends in time", async () => {
    expect(await reading((socket) => socket.write(`${head("1.1", 5)}hello`))).toEqual(Buffer.from("hello"));
  });
});

it("a trusted machine's call is answered in the same words with or without gzip", async () => {
  const body = callOf("getCustomerInfo", { i_wholesaler: int(1), i_customer: int(1) });
  const plain = await send(body);
  const accepting = await send(body, { headers: { "accept-encoding": "gzip;q=0" } });
  expect(accepting.headers["content-encoding"]).toBeUndefined();
  const seen = (bytes: Buffer) => {
    const answer = readAnswer(bytes.toString("utf8"));
    return "value" in answer ? asStruct(answer.value) : answer;
  };
  expect(seen(accepting.body)).toEqual(seen(plain.body));
});
