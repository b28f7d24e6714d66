import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { setTimeout as pause } from "node:timers/promises";

const certificate = (name: string) =>
  readFileSync(new URL(`./certificates/${name}`, import.meta.url), "utf8");

/** What a receiver got, as it came. */
export type Received = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Answers one request, whose body was read. */
export type Answering = (got: Received, response: ServerResponse, request: IncomingMessage) => void;

/** A program of somebody's own that takes webhooks: HTTPS with a certificate of the tests' own authority. */
export type Receiver = {
  /** its address, at which it answers on port 8443 */
  readonly url: string;
  readonly got: Received[];
  /** by what it answers from now on */
  answer: Answering;
  /** the most requests that it had at once */
  mostAtOnce: number;
  readonly close: () => Promise<void>;
};

export const answers = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Answering => {
  return (_got, response) => {
    response.writeHead(status, headers).end(body);
  };
};

/** Starts a receiver on an address of this machine other than the program's own, 127.0.0.2 to 127.0.0.60. */
export async function startReceiver(host: number, answer: Answering = answers(200)): Promise<Receiver> {
  let now = 0;
  const server = createServer(
    { key: certificate("receiver.key"), cert: certificate("receiver.pem") },
    async (request, response) => {
      now += 1;
      receiver.mostAtOnce = Math.max(receiver.mostAtOnce, now);
      // it is over once it is answered, whenever the connection's end is noticed
      let isOver = false;
      const over = () => {
        if (!isOver) now -= 1;
        isOver = true;
      };
      response.on("finish", over).on("close", over);
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const got = { headers: request.headers as Record<string, string>, body };
      receiver.got.push(got);
      receiver.answer(got, response, request);
    },
  );
  const address = `127.0.0.${host}`;
  await listening(server, address);
  const receiver: Receiver = {
    url: `https://${address}:8443/hook`,
    got: [],
    answer,
    mostAtOnce: 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}

/** Another run of the tests on this machine may have the address for a while: the port is one of the two that webhooks may have. */
async function listening(server: Server, address: string): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    server.listen(8443, address);
    try {
      await once(server, "listening");
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(200);
    }
  }
}
