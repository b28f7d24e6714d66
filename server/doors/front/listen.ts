import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Server as PortServer } from "node:net";
import { settings } from "../../ground/settings";
import { StartFailure } from "../../ground/start-failure";
import { answer } from "./front";
import type { Handler } from "./handler";

/** Room for the longest address that a door reads, which is the bridge's, and for headers beside it. */
const mostHeaderBytes = 24_576;

/**
 * Makes the server in front of everything; it does not listen yet.
 * @param handler Next, or null while the program starts
 */
export function makeServer(handler: () => Handler | null, development = false): Server {
  const take = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, handler(), development);
  const server = createServer({ maxHeaderSize: mostHeaderBytes }, take);
  // the API authenticates before it lets a client send the body
  server.on("checkContinue", take);
  return server;
}

/**
 * Takes the address that HOST and PORT name.
 * @returns the port that we really have, where PORT is 0
 * @throws StartFailure with one sentence
 */
export async function takePort(server: PortServer): Promise<number> {
  const { host, port } = settings();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE"
          ? `The port ${port} on ${host} is taken; set PORT to another one.`
          : `Cannot listen on ${host}, port ${port} (${error.code}); see HOST and PORT.`;
      reject(new StartFailure(why));
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return bound && typeof bound === "object" ? bound.port : port;
}
