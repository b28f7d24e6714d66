import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Trace } from "./vault";

/** A proxy between all clients and the program that keeps every answer. */
export type Recorder = {
  readonly port: number;
  /** the answers so far */
  readonly traces: Trace[];
  /** the values of set cookies, by name */
  readonly cookies: Map<string, Set<string>>;
  /** names the place to file answers under from now on */
  during: (phase: "while planting" | "afterwards") => void;
  readonly close: () => void;
};

/**
 * Forwards requests unchanged except for compression, so that we can read every answer: pages, answers of actions to
 * scripts, redirects, files, faults.
 */
export async function startRecorder(program: string): Promise<Recorder> {
  const target = new URL(program);
  const traces: Trace[] = [];
  const cookies: Recorder["cookies"] = new Map();
  let phase = "while planting";
  const server = createServer((asked, answered) => {
    const { "accept-encoding": _encoding, ...headers } = asked.headers;
    const passed = request(
      { host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers },
      (response) => void keep(asked, response, answered),
    );
    passed.once("error", () => answered.destroy());
    asked.pipe(passed);
  });
  const keep = async (asked: IncomingMessage, response: IncomingMessage, answered: ServerResponse) => {
    const [path = ""] = (asked.url ?? "").split("?");
    const called = asked.headers["x-called"];
    const place = `${phase}: ${asked.method} ${path}${called ? ` ${called}` : ""}`;
    const { "set-cookie": set = [], ...headers } = response.headers;
    for (const one of set) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, (cookies.get(name) ?? new Set()).add(decodeURIComponent(value)));
    }
    // scripts and pictures contain nothing personal
    const kept = !path.startsWith("/_next/static/");
    if (kept) {
      traces.push({ place: `set-cookie ${place}`, text: set.join("\n") });
      traces.push({ place: `headers ${place}`, text: JSON.stringify(headers) });
    }
    answered.writeHead(response.statusCode ?? 500, response.headers);
    const pieces: Buffer[] = [];
    response.on("data", (piece: Buffer) => {
      if (kept) pieces.push(piece);
      answered.write(piece);
    });
    response.once("close", () => {
      if (kept) traces.push({ place: `answer ${place}`, text: Buffer.concat(pieces).toString("utf8") });
      answered.end();
    });
  };
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    // a listening server has an AddressInfo
    port: (server.address() as AddressInfo).port,
    traces,
    cookies,
    during: (next) => {
      phase = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
