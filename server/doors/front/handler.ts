import type { IncomingMessage, ServerResponse } from "node:http";

/** Next, which answers everything that this file does not. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;
