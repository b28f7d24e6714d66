import type { Mutation } from "../mutation";

/** Funds, limits and the ledger. */
export const money: readonly Mutation[] = [
  {
    name: "overcommit rounds up",
    file: "server/ledger/overcommit.ts",
    before: "return scaled >= 0n ? scaled / whole :",
    after: "return scaled >= 0n ? (scaled + whole - 1n) / whole :",
    test: "tests/server/money/overcommit.test.ts",
  },
];
