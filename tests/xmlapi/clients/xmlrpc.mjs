// npm's `xmlrpc`
import xmlrpc from "xmlrpc";
import { authorization } from "./digest.mjs";
import { sequence } from "./sequence.mjs";

await sequence(async (method, struct) => {
  const client = xmlrpc.createClient({ url: process.env.URL, headers: await authorization() });
  return await new Promise((done, fail) => {
    client.methodCall(method, [struct], (error, value) => {
      if (error) fail(Object.assign(error, { code: error.faultCode }));
      else done(value);
    });
  });
});
