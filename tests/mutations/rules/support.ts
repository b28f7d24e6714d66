import type { Mutation } from "../mutation";

/** Support's sessions, and notes. */
export const support: readonly Mutation[] = [
  {
    name: "somebody opens the portal of its own customer",
    file: "server/support-session/judge-opening.ts",
    before: "if (opened.i_customer === opener.i_customer) {",
    after: "if (opened.i_customer < 0) {",
    test: "tests/server/support/support.test.ts",
    only: "nobody opens its own customer",
  },
  {
    name: "a reseller opens the portal of a customer that refuses it",
    file: "server/support-session/judge-opening.ts",
    before: "if (!isRoot && opened.refuses)",
    after: "if (isRoot && opened.refuses)",
    test: "tests/server/support/support.test.ts",
    only: "a customer that refuses it is closed",
  },
  {
    name: "root's staff opens portals from anywhere",
    file: "server/support-session/judge-opening.ts",
    before: "if (isRoot && !isInNetworks(opener)) {",
    after: "if (isRoot && isInNetworks(opener)) {",
    test: "tests/server/support/support.test.ts",
    only: "does so from SUPPORT_NETWORKS alone",
  },
  {
    name: "a session that only reads changes something",
    file: "server/operation/demands.ts",
    before: `if (!support || support.changes || effect === "reads" ||`,
    after: `if (!support || effect === "reads" ||`,
    test: "tests/server/support/support.test.ts",
    only: "reads first; changes are a second step",
  },
  {
    name: "a support session sets secrets",
    file: "server/actor/access-levels.ts",
    before: `IN_SUPPORT: ["read", "overview", "manage",`,
    after: `IN_SUPPORT: ["read", "overview", "manage", "credentials",`,
    test: "tests/server/support/support-reach.test.ts",
    only: "sets web_password",
  },
  {
    name: "an act is done after its support session has ended",
    file: "server/operation/lock-support-session.ts",
    before: "AND ended_at IS NULL AND ends_at > now() ${lock}",
    after: "${lock}",
    test: "tests/server/support/support-review.test.ts",
    only: "what was begun before the end",
  },
  {
    name: "a colleague changes somebody's note",
    file: "server/notes/write-notes.ts",
    before: "if (text !== undefined) demandOwn(note);",
    after: "",
    test: "tests/server/notes/notes.test.ts",
    only: "is changed and deleted by its author",
  },
];
