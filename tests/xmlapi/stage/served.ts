import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { answerXmlApi } from "@/server/doors/xmlapi/door";
import type { Methods } from "@/server/doors/xmlapi/method";
import { callerOf } from "@/server/ground/network/caller";
import { settings } from "@/server/ground/settings";

/** Where the door of this test file listens. */
export const door = { port: 0, url: "" };

/** Serves only the API's door, on a port of its own, as the program's own server does. */
export function givenDoor(available?: Methods): void {
  let server: Server | null = null;
  beforeAll(async () => {
    const listening = createServer();
    const take = (request: IncomingMessage, response: ServerResponse) =>
      void answerXmlApi(request, response, callerOf(request, settings().trustedProxies), available);
    listening.on("request", take);
    listening.on("checkContinue", take);
    await new Promise<void>((ready) => listening.listen(0, "127.0.0.1", ready));
    // it listens on a TCP port
    door.port = (listening.address() as AddressInfo).port;
    door.url = `http://127.0.0.1:${door.port}/xmlapi/xmlapi`;
    server = listening;
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  });
}
