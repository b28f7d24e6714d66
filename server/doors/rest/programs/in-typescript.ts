import type { Given } from "./given";

/** With what Node brings along. */
export function typescriptProgram({ root, key, signed }: Given): string {
  return `
import { createHmac, timingSafeEqual } from "node:crypto";

const api = ${JSON.stringify(root)};
const key = ${JSON.stringify(key)};

type Customer = { i_customer: number; name: string; balance: string };

/** What was refused, and why: status, key, attribute, detail (RFC 9457). */
class Problem extends Error {
  constructor(readonly problem: { status: number; detail: string; key: string; attribute?: string }) {
    super(problem.detail);
  }
}

/** Sends a request. */
async function ask<T>(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(api + address, {
    method,
    headers: { authorization: \`Bearer \${key}\`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === "" ? null : JSON.parse(text);
  if (!response.ok) throw new Problem(answer);
  return { answer: answer as T, headers: response.headers };
}

/** Reads a list, page by page. */
async function* listed<T>(address: string): AsyncGenerator<T> {
  let after: string | null = "";
  while (after !== null) {
    const { answer } = await ask<{ data: T[]; next: string | null }>("GET", after ? \`\${address}&after=\${after}\` : address);
    yield* answer.data;
    after = answer.next;
  }
}

for await (const customer of listed<Customer>("/customers?fields=name,balance&limit=100"))
  console.log(customer.i_customer, customer.name, customer.balance);

const { answer: made } = await ask<Customer>("POST", "/customers", {
  name: "Example by TypeScript",
  i_tariff: null,
  web_password: "correct horse battery",
});
const at = \`/customers/\${made.i_customer}\`;
console.log("created:", made.i_customer);

// once, however often this is sent
await ask("POST", \`\${at}/payments\`, { amount: "25.000000" }, { "idempotency-key": \`example-\${made.i_customer}\` });

// unless somebody else has changed it since it was read
const { headers } = await ask<Customer>("GET", at);
await ask("PATCH", at, { city: "Riga" }, { "if-match": headers.get("etag") ?? "" });

try {
  await ask("PATCH", at, { email: "nobody" });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log("refused:", error.problem.detail);
}

/** Whether a webhook's message comes from here, and is less than five minutes old. */
function isGenuine(secret: string, headers: Record<string, string>, body: string, now = Date.now() / 1000): boolean {
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  const signing = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"));
  const right = Buffer.from(\`v1,\${signing.update(\`\${headers["webhook-id"]}.\${timestamp}.\${body}\`).digest("base64")}\`);
  return (headers["webhook-signature"] ?? "")
    .split(" ")
    .map((given) => Buffer.from(given))
    .some((given) => given.length === right.length && timingSafeEqual(given, right));
}

const example = {
  "webhook-id": ${JSON.stringify(signed.id)},
  "webhook-timestamp": "${signed.timestamp}",
  "webhook-signature": ${JSON.stringify(signed.signature)},
};
if (isGenuine(${JSON.stringify(signed.secret)}, example, ${JSON.stringify(signed.body).replaceAll("'", "\\'")}, ${signed.timestamp})) {
  console.log("signature: right");
}`;
}
