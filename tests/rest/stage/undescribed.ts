import type { Members, Shape } from "@/server/doors/calls/shape";

const page = "the pages of a list are the door's";
const count = "lists over REST have no totals";
const names = "what pages call the ids in changes";
const drawn = "what a page is drawn with";
const xmlRpc = "XML-RPC has not answered it either";

/** What operations answer that programs do not get, by call, and why. */
const notForPrograms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  findCustomers: { total: count, about: count },
  listBlocks: { total: count, isMore: count },
  listLedger: { sums: count, customer: xmlRpc },
  listFollowUps: { more: page },
  listJobs: { more: page },
  listHistory: { names, "entries.visit": "how a page folds the entries of a support session" },
  listJobRows: { names },
  getJobInfo: { reasons: "a page asks for them; programs read the rows" },
  whyNot: { "reasons.mend": "the page on which somebody can change it" },
  getReceipt: { "issuer.accent": drawn, "issuer.logo": drawn, "issuer.logo_dark": drawn },
  resetCustomerOneTimePassword: {
    expires_at: xmlRpc,
    sent_to: xmlRpc,
    i_web_user: "the address over REST says it",
  },
};
const ofJobs = ["preview", "undone_kind", "act", "selection", "lasting", "mine"];

/** The members that only some have: those of a struct that ends so. */
const seldom: readonly RegExp[] = [
  /^entries\.detail\./,
  /^(profiles?\.attributes|values)\./,
  /^(reasons|hints)\.where$/,
];

/** The members of an answer that its call does not describe, and those that it describes and the answer has not. */
export function undescribedIn(call: string, returns: Members, output: unknown): string[] {
  const known = { next: page, previous: page, ...notForPrograms[call] };
  return [...differing({ struct: returns }, output, "")].filter(
    (path) =>
      !Object.hasOwn(known, path) &&
      !ofJobs.some((name) => /^jobs?\./.test(path) && path.endsWith(`.${name}`)),
  );
}

function* differing(shape: Shape, value: unknown, path: string): Generator<string> {
  if (value === null || value === undefined || typeof shape === "string" || "words" in shape) return;
  if ("list" in shape) {
    yield* new Set((value as unknown[]).flatMap((item) => [...differing(shape.list, item, path)]));
    return;
  }
  if ("map" in shape) {
    for (const member of Object.values(value)) yield* differing(shape.map, member, path);
    return;
  }
  const given = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) if (!Object.hasOwn(shape.struct, name)) yield `${path}${name}`;
  for (const [name, member] of Object.entries(shape.struct)) {
    if (Object.hasOwn(given, name)) yield* differing(member, given[name], `${path}${name}.`);
    else if (!seldom.some((one) => one.test(`${path}${name}`))) yield `${path}${name} (missing)`;
  }
}
