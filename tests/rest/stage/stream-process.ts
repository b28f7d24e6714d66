import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "@/server/doors/front/front";

/** What this program tells: where it listens; then, whenever it is asked, the most that it held since it was asked before, in bytes. */
export type Said = { readonly port: number } | { readonly most: number };

const { gc } = globalThis;
if (!gc) throw new Error("run this program with --expose-gc");

/** A program of its own that serves the front without pages, so that its memory is that of what it serves. */
const server = createServer((request, response) => {
  void answer(request, response, async () => response.end("a page"));
});

/** What somebody still needs; what nobody needs any more stays in the process as long as the collector likes, and tells nothing. */
function held(): number {
  gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let most = 0;
setInterval(() => {
  most = Math.max(most, held());
}, 100);
process.on("message", () => {
  process.send?.({ most } satisfies Said);
  most = held();
});
server.listen(0, "127.0.0.1", () => {
  // it listens on a TCP port
  process.send?.({ port: (server.address() as AddressInfo).port } satisfies Said);
});
