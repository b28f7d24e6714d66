import type { Mutation } from "../mutation";

/** The API's door. */
export const api: readonly Mutation[] = [
  {
    name: "a nonce lasts an hour",
    file: "server/operation/replayed-call.ts",
    before: "nonceLivesMs = 5 * 60_000",
    after: "nonceLivesMs = 60 * 60_000",
    test: "tests/xmlapi/digest/digest.test.ts",
    only: "is good for 5 minutes",
  },
  {
    name: "a header that was caught writes once more",
    file: "server/operation/replayed-call.ts",
    before: "s.place < excluded.place`",
    after: "s.place <= excluded.place`",
    test: "tests/xmlapi/digest/replay.test.ts",
    only: "are one request, each with its place",
  },
  {
    name: "a web page in a browser calls the API",
    file: "server/doors/http/calling.ts",
    before: "return headers.origin !== undefined ||",
    after: "return",
    test: "tests/xmlapi/digest/admit.test.ts",
    only: "a web page",
  },
  {
    name: "a stranger's proxy on a trusted machine is trusted",
    file: "server/doors/http/calling.ts",
    before: "return !forwarded && inNetworks",
    after: "return inNetworks",
    test: "tests/xmlapi/digest/trusted.test.ts",
    only: "close it for the trusted host itself",
  },
  {
    name: "a caller invents its address behind a proxy",
    file: "server/ground/network/caller.ts",
    before: "if (!inNetworks(proxies, known)) break;",
    after: `if (known === "") break;`,
    test: "tests/server/doors/caller.test.ts",
    only: "the caller",
  },
  {
    name: "API access is there though somebody above may not manage it",
    file: "server/credentials/api-access.ts",
    before: "SELECT bit_and(a.${managed})",
    after: "SELECT bit_or(a.${managed})",
    test: "tests/xmlapi/digest/admit.test.ts",
    only: "is a customer far below one that lost api_mgmt",
  },
  {
    name: "refusals come in the order in which parameters were sent",
    file: "server/record/read-attributes.ts",
    before: "for (const name of order) {",
    after: "for (const name of Object.keys(raw).filter(isAttributeName)) {",
    test: "tests/xmlapi/methods/faults.test.ts",
    only: "the rest in the order of the attributes",
  },
  {
    name: "a trusted host names no scope",
    file: "server/operation/scope.ts",
    before: `if (actor.door === "trusted" || raw !== undefined) {`,
    after: "if (raw !== undefined) {",
    test: "tests/xmlapi/door/door.test.ts",
    only: "is required by",
  },
];
