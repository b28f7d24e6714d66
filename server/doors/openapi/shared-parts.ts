/** A component of the description by its name. */
export const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const customerHeader = {
  name: "Trellis-Customer",
  in: "header",
  description:
    "The customer in whose scope it happens: oneself or a descendant. A customer in the path is looked for in it, and self is this one. A trusted host has to say it.",
  schema: { type: "string", pattern: "^[0-9]{1,19}$" },
};
const fields = {
  name: "fields",
  in: "query",
  description:
    "The members that the answer is to have, separated by commas; i_customer is always among them.",
  schema: { type: "string" },
};
const limit = {
  name: "limit",
  in: "query",
  description: "How many there are on a page; 50 where absent.",
  schema: { type: "integer", minimum: 1, maximum: 200 },
};
const after = {
  name: "after",
  in: "query",
  description: "`next` of the page before, with the same filters.",
  schema: { type: "string" },
};
const dryRun = {
  name: "dry_run",
  in: "query",
  description: "1: nothing happens. The answer says what would, or all reasons against it.",
  schema: { type: "string", enum: ["0", "1"] },
};

const header = (name: string, description: string) => ({
  name,
  in: "header",
  description,
  schema: { type: "string" },
});
const ifNoneMatch = header("If-None-Match", "The entity tag that one has: 304 where it still holds.");
const ifMatch = header("If-Match", "The entity tag that was read: 412 where somebody has changed it since.");
const idempotencyKey = header(
  "Idempotency-Key",
  "1 to 128 printable characters: the same call again is done once, and answered the same. Kept for 7 days, and of payments, credits and charges for good.",
);

export const problemSchema = {
  type: "object",
  description: "RFC 9457.",
  properties: {
    type: {
      type: "string",
      format: "uri-reference",
      description: "A page that says what it means and what to do, to anybody and in both languages.",
    },
    title: { type: "string", description: "The status in words." },
    status: { type: "integer" },
    detail: { type: "string", description: "One sentence of English." },
    code: { type: "integer", description: "The fault code of XML-RPC, which is the status." },
    key: { type: "string", description: "What kind of problem it is." },
    attribute: { type: "string", description: "The member that is wrong." },
    values: {
      type: "object",
      additionalProperties: { type: ["string", "number"] },
      description: "What the sentence of `key` is filled with, for translators.",
    },
    reference: { type: "string", description: "What one quotes to support." },
    changed: {
      type: "array",
      items: { type: "string" },
      description: "Of 412: what has changed since the entity tag: attributes, balance, block.",
    },
    detail_local: {
      type: "string",
      description: "The sentence in Russian, where Accept-Language asks for it.",
    },
    reasons: {
      type: "array",
      items: reference("schemas", "Problem"),
      description: "Of a dry run: all of them.",
    },
  },
  required: ["type", "title", "status", "detail", "code", "key"],
};

/** What many routes take, by name. */
export const sharedParameters = {
  customer: customerHeader,
  fields,
  limit,
  after,
  dry_run: dryRun,
  if_none_match: ifNoneMatch,
  if_match: ifMatch,
  idempotency_key: idempotencyKey,
};
