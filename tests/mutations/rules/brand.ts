import type { Mutation } from "../mutation";

/** Brands, aliases and mail in their name. */
export const brand: readonly Mutation[] = [
  {
    name: "a neighbour's people log in on a customer's own host",
    file: "server/identity/log-in/sign-in.ts",
    before: "(brandOwner === null || belongsTo(proof.user, brandOwner))",
    after: "(brandOwner === null || belongsTo(proof.user, 1))",
    test: "tests/server/identity/sign-in.test.ts",
    only: "on an alias host is for that customer",
  },
  {
    name: "an alias is served without a proof",
    file: "server/brand/hosts.ts",
    before: "(c.alias_verified_at IS NOT NULL",
    after: "(c.i_customer IS NOT NULL",
    test: "tests/server/branding/aliases.test.ts",
    only: "waits for its record",
  },
  {
    name: "a proof takes an alias from whose record stands",
    file: "server/brand/alias/judge-check.ts",
    before: `seen === "found" && holder !== "stands"`,
    after: `seen === "found"`,
    test: "tests/server/branding/alias-rules.test.ts",
  },
  {
    name: "a stylesheet loads a picture from elsewhere",
    file: "server/brand/stylesheet/addresses.ts",
    before: `  if (subtype === undefined || content === undefined)
    return`,
    after: `  if (subtype === undefined || content === undefined)
    return /^https:/.test(address) ? { address, file: false } :`,
    test: "tests/server/branding/corpus.test.ts",
    only: "an address over https",
  },
  {
    name: "mail comes in the name of a domain that is not proven",
    file: "server/doors/mail/sender.ts",
    before: "provider?.verified === true &&",
    after: "provider !== undefined &&",
    test: "tests/server/identity/mail.test.ts",
  },
];
