import type { Mutation } from "../mutation";

/** Funds, limits and the ledger. */
export const money: readonly Mutation[] = [
  {
    name: "overcommit rounds up",
    file: "server/ledger/overcommit.ts",
    before: "return scaled >= 0n ? scaled / whole :",
    after: "return scaled >= 0n ? (scaled + whole - 1n) / whole :",
    test: "tests/server/money/overcommit.test.ts",
    only: "is rounded down",
  },
  {
    name: "one sub-customer's debt is given to another",
    file: "server/ledger/overcommit.ts",
    before: "sum(b.held + b.credit)",
    after: "sum(b.owed + b.held + b.credit)",
    test: "tests/server/money/overcommit.test.ts",
    only: "what one sub-customer owes",
  },
  {
    name: "many who give the last money at once all give it",
    file: "server/operation/lock-places.ts",
    before: "ORDER BY c.depth FOR NO KEY UPDATE",
    after: "ORDER BY c.depth",
    test: "tests/server/money/funds.test.ts",
    only: "stops 50 parallel payments",
  },
  {
    name: "a credit limit that has ended still counts",
    file: "server/ledger/credit-limit-ends.ts",
    before: "WHERE e.i_customer = ${id} AND e.at <= now()))`",
    after: "WHERE e.i_customer = ${id} AND e.at > now()))`",
    test: "tests/server/money/credit-limit.test.ts",
    only: "counts as fallen back where money is decided",
  },
  {
    name: "a payment that is sent again is booked again",
    file: "server/money/book-once.ts",
    before: "const first = idempotency_key ? await",
    after: "const first = !idempotency_key ? await",
    test: "tests/server/money/funds.test.ts",
    only: "gives the first answer after more was booked",
  },
  {
    name: "a deleted customer takes its balance along",
    file: "server/customers/delete-customer.ts",
    before: "if (left !== 0n) {",
    after: "if (left === 0n) {",
    test: "tests/server/money/money.test.ts",
    only: "what a deleted customer held is written off",
  },
  {
    name: "a half of the smallest amount is always rounded up",
    file: "attributes/reading/decimal.ts",
    before: "(twice === divisor && quotient % 2n === 1n)",
    after: "twice === divisor",
    test: "tests/attributes/decimal.test.ts",
    only: "of a half goes to the even one",
  },
  {
    name: "an inverted balance that is sent back whole is booked",
    file: "server/customers/update-customer.ts",
    before: "millionths(balance) !== -present) return;",
    after: "millionths(balance) !== present) return;",
    test: "tests/xmlapi/methods/inverted-balance.test.ts",
    only: "sent back",
  },
];
