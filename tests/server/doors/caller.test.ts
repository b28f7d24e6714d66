import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { callerOf, overwriteForwarding } from "@/server/ground/network/caller";
import { canonicalAddress, inNetworks, type Network, parseNetwork } from "@/server/ground/network/networks";

function networks(...texts: string[]): Network[] {
  return texts.map(parseNetwork).filter((network) => network !== null);
}

function requestFrom(address: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const request = new IncomingMessage(socket);
  request.headers = { host: "localhost:3000", ...headers };
  return request;
}

const proxies = networks("10.0.0.0/8", "2001:db8:1::/48");

describe("the caller's address", () => {
  it.each([
    ["is the socket's", "203.0.113.9", {}, "203.0.113.9", false],
    ["is the socket's, IPv4-mapped as IPv4", "::ffff:203.0.113.9", {}, "203.0.113.9", false],
    [
      "is the socket's, whatever an untrusted socket forwards",
      "203.0.113.9",
      { "x-forwarded-for": "127.0.0.1" },
      "203.0.113.9",
      true,
    ],
    ["is marked with Forwarded", "127.0.0.1", { forwarded: "for=1.1.1.1" }, "127.0.0.1", true],
    ["is marked with Via", "127.0.0.1", { via: "1.1 somewhere" }, "127.0.0.1", true],
    [
      "is marked with X-Forwarded-Proto alone",
      "127.0.0.1",
      { "x-forwarded-proto": "https" },
      "127.0.0.1",
      true,
    ],
    [
      "behind a proxy is what that proxy saw",
      "10.0.0.1",
      { "x-forwarded-for": "198.51.100.7" },
      "198.51.100.7",
      false,
    ],
    [
      "behind a proxy is read from the right",
      "10.0.0.1",
      { "x-forwarded-for": "1.2.3.4, 198.51.100.7" },
      "198.51.100.7",
      false,
    ],
    [
      "behind two proxies is beyond both",
      "10.0.0.1",
      { "x-forwarded-for": "1.2.3.4, 198.51.100.7, 10.9.9.9" },
      "198.51.100.7",
      false,
    ],
    ["behind an IPv6 proxy", "2001:db8:1::5", { "x-forwarded-for": "2001:DB8:0:0::7" }, "2001:db8::7", false],
    [
      "behind an IPv4-mapped proxy",
      "::ffff:10.0.0.1",
      { "x-forwarded-for": "198.51.100.7" },
      "198.51.100.7",
      false,
    ],
    ["behind a proxy that says nothing is the proxy's", "10.0.0.1", {}, "10.0.0.1", false],
    [
      "stops at what is no address",
      "10.0.0.1",
      { "x-forwarded-for": "198.51.100.7, unknown" },
      "10.0.0.1",
      false,
    ],
  ] as const)("%s", (_what, socket, headers, address, forwarded) => {
    expect(callerOf(requestFrom(socket, headers), proxies)).toMatchObject({ address, forwarded });
  });

  it("https is believed of a proxy only", () => {
    const headers = { "x-forwarded-for": "198.51.100.7", "x-forwarded-proto": "https" };
    expect(callerOf(requestFrom("10.0.0.1", headers), proxies).protocol).toBe("https");
    expect(callerOf(requestFrom("203.0.113.9", headers), proxies).protocol).toBe("http");
  });
});

it("what is behind sees only our forwarding headers, whatever was sent", () => {
  const request = requestFrom("203.0.113.9", {
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-port": "1",
    forwarded: "for=127.0.0.1",
    via: "1.1 evil",
    "x-real-ip": "127.0.0.1",
    "x-trellis-address": "127.0.0.1",
    cookie: "kept=1",
  });
  overwriteForwarding(request, callerOf(request, []));
  expect(request.headers).toEqual({
    // the process's secret, which marks Next's calls to itself
    "x-trellis-pass": expect.any(String),
    host: "localhost:3000",
    cookie: "kept=1",
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "localhost:3000",
    "x-forwarded-proto": "http",
    "x-trellis-address": "203.0.113.9",
    "x-trellis-forwarded": "1",
    "x-trellis-path": "/",
  });
  expect(request.rawHeaders.join(" ")).not.toMatch(/evil|127\.0\.0\.1/);
});

it("the mark of a forwarded request cannot be sent", () => {
  const request = requestFrom("203.0.113.9", { "x-trellis-forwarded": "0" });
  overwriteForwarding(request, callerOf(request, []));
  expect(request.headers["x-trellis-forwarded"]).toBeUndefined();
});

describe("a network", () => {
  it.each([
    ["10.0.0.0/8", "10.255.0.1", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["10.0.0.0/8", "::ffff:10.0.0.1", true],
    ["::ffff:10.0.0.0/104", "10.0.0.1", true],
    ["192.0.2.128/25", "192.0.2.127", false],
    ["192.0.2.128/25", "192.0.2.128", true],
    ["2001:db8::/33", "2001:db8:7fff::1", true],
    ["2001:db8::/33", "2001:db8:8000::1", false],
    ["fe80::/10", "fe80::1%eth0", true],
    ["0.0.0.0/0", "::1", false],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["::/0", "2001:db8::1", true],
    ["10.1.2.3/32", "10.1.2.3", true],
    ["::ffff:10.0.0.1", "10.0.0.1", true],
  ] as const)("%s holds %s: %s", (network, address, holds) => {
    expect(inNetworks(networks(network), address)).toBe(holds);
  });

  it.each([
    "",
    "10.0.0.0/33",
    "10.0/8",
    "::/129",
    "10.0.0.1/",
    "010.0.0.0x",
    "a/8",
    "1.2.3.4/8/8",
    "0x7f.0.0.1",
    "010.0.0.0/8",
    "10.0.0.08",
    "10.0.0.0/08",
    "::ffff:010.0.0.1",
    "::ffff:10.1",
    "10.1.2.3/8",
    "192.0.2.129/25",
    "2001:db8::1/32",
    "::ffff:10.1.0.0/104",
  ])("is not %j", (text) => {
    expect(parseNetwork(text)).toBeNull();
  });

  it("an address has one spelling", () => {
    expect(canonicalAddress("2001:DB8:0:0::0001")).toBe("2001:db8::1");
    expect(canonicalAddress("::ffff:7f00:1")).toBe("127.0.0.1");
    expect(canonicalAddress("localhost")).toBeNull();
    // read as octal it would be 8.0.0.1
    expect(canonicalAddress("010.0.0.1")).toBeNull();
  });
});

it("a call of Next to itself keeps the host and the caller of the person's request; nobody else can pass for one", () => {
  const first = requestFrom("203.0.113.9", { host: "brand.example.com" });
  overwriteForwarding(first, callerOf(first, proxies));
  const { host: _own, ...given } = first.headers;
  const itself = requestFrom("127.0.0.1", { ...(given as Record<string, string>), host: "127.0.0.1:3000" });
  expect(callerOf(itself, proxies)).toEqual({ address: "203.0.113.9", forwarded: false, protocol: "http" });
  expect(itself.headers.host).toBe("brand.example.com");
  const forged = requestFrom("203.0.113.9", { "x-trellis-pass": "guess", "x-trellis-address": "127.0.0.1" });
  expect(callerOf(forged, proxies).address).toBe("203.0.113.9");
});
