import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";

/** Serves the bare project of this folder as the program serves its own: a plain server in front of Next. */
async function main(): Promise<void> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // a listening server has an AddressInfo
  const { port } = server.address() as AddressInfo;
  const app = next({ dev: false, hostname: "127.0.0.1", port, httpServer: createServer() });
  await app.prepare();
  const handle = app.getRequestHandler();
  process.send?.({ base: `http://127.0.0.1:${port}` });
  process.on("disconnect", () => process.exit());
}

await main();
