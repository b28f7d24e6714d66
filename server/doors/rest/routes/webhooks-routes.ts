import type { Route } from "./route";

const area = "webhooks";
const all = { path: "/webhooks", area } as const;
const one = { path: "/webhooks/{i_endpoint}", area } as const;
const messages = `${one.path}/messages`;

/** Where one is told of what happens. What gets through changes without an endpoint's tag. */
export const webhooksRoutes = [
  { method: "GET", call: "listEndpoints", of: "endpoints", list: { whole: "i_endpoint" }, ...all },
  { method: "POST", call: "addEndpoint", at: one.path, ...all },
  { method: "GET", call: "getEndpoint", of: "endpoint", tagged: "partly", ...one },
  { method: "PATCH", call: "editEndpoint", thing: one.path, ...one },
  { method: "DELETE", call: "deleteEndpoint", ...one },
  { method: "POST", path: `${one.path}/rotate`, call: "rotateEndpointSecret", status: 200, area },
  { method: "PUT", path: `${one.path}/enabled`, call: "enableEndpoint", area },
  { method: "DELETE", path: `${one.path}/enabled`, call: "disableEndpoint", area },
  { method: "GET", path: messages, call: "listMessages", of: "messages", list: "pages", area },
  { method: "GET", path: `${messages}/{i_message}`, call: "getMessage", of: "message", area },
  { method: "POST", path: `${one.path}/replay`, call: "replayMessages", status: 200, area },
  {
    method: "POST",
    path: `${one.path}/example`,
    call: "sendExample",
    thing: `${messages}/{i_message}`,
    area,
  },
  {
    method: "POST",
    path: `${one.path}/signature-checks`,
    call: "checkSignature",
    status: 200,
    reach: "read",
    area,
  },
] as const satisfies readonly Route[];
