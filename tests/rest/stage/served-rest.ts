import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { makeServer } from "@/server/doors/front/listen";
import { provideSettings } from "@/server/ground/settings";

/** Where REST is, in this test file. */
export const rest = { port: 0, url: "" };

/** Serves the program's front without pages, on a port of its own. */
export function givenRest(): void {
  let server: Server | null = null;
  beforeAll(async () => {
    provideSettings({ PUBLIC_HOST: "localhost" });
    const listening = makeServer(() => async (_request, response) => {
      response.end("a page");
    });
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
