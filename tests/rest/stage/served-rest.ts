import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { answer } from "@/server/doors/front/front";
import { provideSettings } from "@/server/ground/settings";

/** Where REST is, in this test file. */
export const rest = { port: 0, url: "" };

/** Serves the program's front without pages, on a port of its own. */
export function givenRest(): void {
  let server: Server | null = null;
  beforeAll(async () => {
    provideSettings({ PUBLIC_HOST: "localhost" });
    const listening = createServer();
    const take = (request: IncomingMessage, response: ServerResponse) =>
      void answer(request, response, async () => response.end("a page"));
    listening.on("request", take);
    listening.on("checkContinue", take);
    await new Promise<void>((ready) => listening.listen(0, "127.0.0.1", ready));
    // it listens on a TCP port
    rest.port = (listening.address() as AddressInfo).port;
    rest.url = `http://localhost:${rest.port}/api/v1`;
    server = listening;
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  });
}
