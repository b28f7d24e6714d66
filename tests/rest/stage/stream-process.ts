import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "@/server/doors/front/front";

/** What this program tells: where it listens; then, whenever it is asked, the most memory that it had since then, in bytes. */
export type Said = { readonly port: number } | { readonly most: number };

/** A program of its own that serves the front without pages, so that its memory is that of what it serves. */
const server = createServer((request, response) => {
  void answer(request, response, async () => response.end("a page"));
});
let most = 0;
setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 10);
process.on("message", () => {
  process.send?.({ most } satisfies Said);
  most = process.memoryUsage().rss;
});
server.listen(0, "127.0.0.1", () => {
  // it listens on a TCP port
  process.send?.({ port: (server.address() as AddressInfo).port } satisfies Said);
});
