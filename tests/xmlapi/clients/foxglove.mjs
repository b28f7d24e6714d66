// npm's `@foxglove/xmlrpc`
import { XmlRpcClient } from "@foxglove/xmlrpc";
import { authorization } from "./digest.mjs";
import { sequence } from "./sequence.mjs";

await sequence(async (method, struct) => {
  const client = new XmlRpcClient(process.env.URL, { headers: await authorization() });
  try {
    return await client.methodCall(method, [struct]);
  } catch (error) {
    throw Object.assign(error, { code: error.faultCode });
  }
});
