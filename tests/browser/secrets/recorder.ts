import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Trace } from "./vault";

/** What stands between everybody who asks and the program, and keeps all that the program answers. */
export type Recorder = {
  readonly port: number;
  /** what was answered so far */
  readonly traces: Trace[];
  /** the values of the cookies that were set, by name */
  readonly cookies: Map<string, Set<string>>;
  /** where the answers belong from now on */
  during: (phase: "while planting" | "afterwards") => void;
  readonly close: () => void;
};

/**
 * Passes requests on as they came, but for compression, so that every answer can be read: pages, what an action answers
 * to the script of a page, redirects, files, faults.
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
    // scripts and pictures are the same for everybody
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
    // an AddressInfo, as it listens on a port
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
