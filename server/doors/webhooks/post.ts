import { request } from "node:https";
import type { LookupFunction } from "node:net";
import type { TryProblem } from "@/attributes/webhooks";
import type { Target } from "../../events/target/find-target";
import { hostOf, isAddress } from "../../events/target/read-target";

/** What came of a try. */
export type Answer = {
  /** null: it was not there when the try ended, and `problem` says why */
  readonly status: number | null;
  /** null: the endpoint took the message */
  readonly problem: TryProblem | null;
  /** the beginning of the answer's body */
  readonly text: string;
  /** for how long the endpoint asks not to be tried again */
  readonly retryAfterMs: number | null;
  readonly tookMs: number;
};

/** How long connecting may take, and all of it, in milliseconds. */
const [connectMs, allMs] = [5_000, 15_000];
/** How much of an answer is read, and how much of that is kept, in bytes. */
const [mostRead, mostKept] = [64 * 1024, 4 * 1024];
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Posts a message. The socket connects to one of the addresses that were checked; the name is for TLS, which is verified, and for the
 * request alone. Never throws, and never takes longer than 15 seconds.
 * @param begun when the try began, on the clock of `performance`: looking up the name is part of it
 */
export async function post(
  target: Target,
  headers: Readonly<Record<string, string>>,
  body: string,
  begun = performance.now(),
): Promise<Answer> {
  const spent = performance.now() - begun;
  const ended = (answer: Omit<Answer, "tookMs">): Answer => ({
    ...answer,
    tookMs: Math.round(performance.now() - begun),
  });
  return await new Promise((resolve) => {
    const bytes = Buffer.from(body);
    const host = hostOf(target.url);
    let [status, late, connected]: [number | null, boolean, boolean] = [null, false, false];
    const sent = request(
      {
        method: "POST",
        protocol: "https:",
        host,
        port: target.url.port || 443,
        path: `${target.url.pathname}${target.url.search}`,
        headers: { ...headers, host: target.url.host, "content-length": bytes.length },
        // a connection of its own, so that none outlives its check
        agent: false,
        lookup: lookupOf(target.addresses),
        ...(isAddress(host) ? {} : { servername: host }),
      },
      (response) => {
        status = response.statusCode ?? null;
        const retryAfterMs = retryAfter(response.headers["retry-after"], status);
        const chunks: Buffer[] = [];
        let read = 0;
        const finish = () => {
          const text = textOf(Buffer.concat(chunks).subarray(0, mostKept));
          resolve(ended({ status, problem: problemOf(status), text, retryAfterMs }));
          sent.destroy();
        };
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          read += chunk.length;
          if (read >= mostRead) finish();
        });
        response.on("end", finish);
        response.on("close", () => {
          const text = textOf(Buffer.concat(chunks).subarray(0, mostKept));
          // a promise settles once: this is for an answer without its end
          resolve(ended({ status, problem: late ? "too_late" : "cut", text, retryAfterMs }));
        });
        response.on("error", () => undefined);
      },
    );
    const stop = () => {
      late = true;
      sent.destroy();
    };
    const timers = [
      setTimeout(stop, allMs - spent),
      setTimeout(() => !connected && stop(), connectMs - spent),
    ];
    sent.on("socket", (socket) => {
      socket.on("secureConnect", () => {
        connected = true;
      });
    });
    sent.on("error", (error) => {
      const problem = late ? "too_late" : problemOfError(error, connected);
      resolve(ended({ status, problem, text: "", retryAfterMs: null }));
    });
    sent.on("close", () => {
      for (const timer of timers) clearTimeout(timer);
      resolve(ended({ status, problem: late ? "too_late" : "cut", text: "", retryAfterMs: null }));
    });
    sent.end(bytes);
  });
}

/** Answers with the checked addresses, whatever a name server would say by now. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return (_name, { all: wantsAll }, found) => {
    const [first] = all;
    if (!first) found(new Error("there is no address"), "", 4);
    else if (wantsAll) found(null, all);
    else found(null, first.address, first.family);
  };
}

function problemOf(status: number | null): TryProblem | null {
  if (status !== null && status >= 200 && status < 300) return null;
  return status !== null && status >= 300 && status < 400 ? "redirect" : "status";
}

/** Before TLS is there, an error is one of the way or of TLS; afterwards, of the answer. */
function problemOfError(error: Error, connected: boolean): TryProblem {
  const code = "code" in error ? String(error.code) : "";
  if (code.startsWith("HPE_")) return "no_http";
  if (connected) return "cut";
  return /^(ECONN|EHOST|ENET|ETIMEDOUT|EPIPE|EADDR|EACCES|EPERM)/.test(code) &&
    !/before secure TLS/.test(error.message)
    ? "no_connection"
    : "tls";
}

/** Seconds or a moment, up to a day; of the answers that mean it. Source: RFC 9110, 10.2.3. */
function retryAfter(text: string | undefined, status: number | null): number | null {
  if (text === undefined || (status !== 429 && status !== 503)) return null;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, dayMs) : null;
}

/** As much as is text; PostgreSQL keeps no zero bytes. */
function textOf(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "�");
}
