import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import type { Trellis } from "./trellis";

/** A client that keeps one connection, and so is served by one process. */
export type Pinned = {
  readonly send: (asked: Asked) => Promise<Answered>;
  readonly close: () => void;
};

type Asked = {
  readonly path: string;
  /** asks by POST if it is there */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answered = { readonly status: number; readonly challenge: string; readonly text: string };

/** @param localAddress from which it connects */
export function pinned({ address }: Pick<Trellis, "address">, localAddress = "127.0.0.1"): Pinned {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress });
  const { hostname, port } = new URL(address);
  const send = async ({ path, body, headers = {} }: Asked) =>
    await new Promise<Answered>((done, failed) => {
      const method = body === undefined ? "GET" : "POST";
      const sent = request({ hostname, port, path, method, agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("error", failed);
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const challenge = response.headers["www-authenticate"] ?? "";
          done({ status: response.statusCode ?? 0, challenge, text: Buffer.concat(parts).toString() });
        });
      });
      sent.on("error", failed);
      // an answer that never comes must fail here
      sent.setTimeout(20_000, () => sent.destroy(new Error("no answer within 20 s")));
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** The processes that a program's process has started and that live, apart from the database's. */
export function servingIn(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return children.filter((child) => commandOf(child).includes("--serve")).map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** How many requests each process has answered, as the log of LOG_LEVEL=info says. */
export function answeredBy(said: string, path: string): Map<number, number> {
  const answered = new Map<number, number>();
  for (const [, pid] of said.matchAll(new RegExp(`"pid":(\\d+)[^\\n]*"path":"${path}"`, "g")))
    answered.set(Number(pid), (answered.get(Number(pid)) ?? 0) + 1);
  return answered;
}
