import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { canonicalPath, readTarget, refuseUnfit } from "@/server/doors/front/request-target";
import { fc } from "@/tests/chance";

function request(given: Partial<Pick<IncomingMessage, "url" | "method" | "headers">>): IncomingMessage {
  // the code reads only these three
  return { method: "GET", headers: { host: "portal.example" }, ...given } as unknown as IncomingMessage;
}

describe("the target of a request", () => {
  it.each([
    ["/customers?q=1", "/customers?q=1", "portal.example"],
    ["http://other.example/customers", "/customers", "other.example"],
    ["HTTPS://other.example:8443?q=1", "/?q=1", "other.example:8443"],
    ["http://other.example", "/", "other.example"],
  ])("%s is read with its host", (url, path, host) => {
    const given = request({ url });
    expect(readTarget(given)).toBe(true);
    expect([given.url, given.headers.host]).toEqual([path, host]);
  });

  it.each(["*", "", "customers", "other.example:443", "ftp://other.example/", "http://", "http://["])(
    "%j is none",
    (url) => expect(readTarget(request({ url }))).toBe(false),
  );

  it("`*` stands for the server where its options are asked for", () => {
    expect(readTarget(request({ url: "*", method: "OPTIONS" }))).toBe(true);
  });
});

it.each([
  "/customers/%F0",
  "/%",
  "/%00",
  "/a%0d%0ab",
  "/%ED%A0%80",
  "/\\evil.example",
  "//evil.example",
  "/é",
  "/a\x01",
])("%j is the address of nothing", (url) =>
  expect(refuseUnfit(request({ url, method: "POST" }))).toMatchObject({ code: 404 }),
);

it.each([
  [undefined, true],
  ["http://portal.example", true],
  ["https://PORTAL.example", true],
  ["null", false],
  ["", false],
  ["garbage", false],
  ["https://evil.example", false],
  ["http://portal.example:81", false],
])("a form from %j is taken: %j", (origin, isTaken) => {
  const headers = { host: "portal.example", ...(origin === undefined ? {} : { origin }) };
  expect(refuseUnfit(request({ url: "/login", method: "POST", headers })) === null).toBe(isTaken);
});

it("an action that is called in an encoding of forms alone is not understood", () => {
  const encoded = { host: "portal.example", "content-type": "application/x-www-form-urlencoded" };
  const post = (headers: IncomingMessage["headers"]) => request({ url: "/login", method: "POST", headers });
  expect(refuseUnfit(post({ ...encoded, "next-action": "60" }))).toMatchObject({ code: 400 });
  expect(refuseUnfit(post(encoded))).toBeNull();
});

it("a slash too many leads to the same host, whatever stands around it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("/", "\\", "a", ".", "@", ":", "?", "%2f", "evil.example") }),
      (text) => {
        const location = canonicalPath(request({ url: `/${text}` }));
        if (location === null) return;
        expect(new URL(location, "http://portal.example").host).toBe("portal.example");
        expect(location).toMatch(/^\/(?![/\\])/);
      },
    ),
  );
});
