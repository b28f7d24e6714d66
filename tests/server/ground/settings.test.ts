import { describe, expect, it } from "vitest";
import { hostName } from "@/server/ground/network/host-name";
import { BadSetting, isLoopback, parseSettings } from "@/server/ground/settings";

const external = {
  DATABASE_URL: "postgresql://app:secret@db/trellis",
  AUTH_SECRET: "s".repeat(32),
  DATA_KEY: Buffer.alloc(32).toString("base64"),
};

it("with nothing set, the program listens on loopback, and trusts nobody", () => {
  expect(parseSettings({ HOST: "" })).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    databaseUrl: undefined,
    baseCurrency: "USD",
    publicHost: ["localhost", "127.0.0.1", "[::1]"],
    trustedHosts: [],
    trustedProxies: [],
    supportNetworks: undefined,
    logLevel: "warn",
    authcustomerWithoutFactor: false,
  });
});

it("host names are read without ports and in small letters", () => {
  expect(parseSettings({ PUBLIC_HOST: "Portal.Example:8443, [2001:DB8::1]:80" }).publicHost).toEqual([
    "portal.example",
    "[2001:db8::1]",
  ]);
  expect(hostName("Portal.Example.")).toBe("portal.example");
});

describe("a setting that cannot be used is refused with one sentence that names it", () => {
  it.each([
    [{ PORT: "70000" }, /^The setting PORT '70000' must be a number from 0 to 65535\.$/],
    [{ PORT: "3000.5" }, /PORT/],
    [{ DEMO: "perhaps" }, /DEMO 'perhaps' must be 1 or 0/],
    [{ BASE_CURRENCY: "usd" }, /BASE_CURRENCY/],
    [{ BASE_CURRENCY: "QQQ" }, /BASE_CURRENCY/],
    [{ LOG_LEVEL: "loud" }, /LOG_LEVEL/],
    [{ TRUSTED_PROXIES: "10.0.0/8" }, /TRUSTED_PROXIES.*'10\.0\.0\/8' is none/],
    [{ SUPPORT_NETWORKS: "office" }, /SUPPORT_NETWORKS/],
    [
      { SUPPORT_REASON_PATTERN: "[" },
      /SUPPORT_REASON_PATTERN '\[' must be .* RE2 .* \(missing closing \]: '\['\)\.$/,
    ],
    [{ SUPPORT_REASON_PATTERN: "(?=.*a)b" }, /without look-around and backreferences.*'\(\?='/],
    [{ SUPPORT_REASON_PATTERN: "(?<!a)b" }, /without look-around/],
    [{ SUPPORT_REASON_PATTERN: "(a)\\1" }, /'\\1'/],
    [{ SMTP_URL: "http://mail" }, /SMTP_URL/],
    [{ DATABASE_URL: "mysql://db" }, /DATABASE_URL/],
    [{ MIGRATION_DATABASE_URL: external.DATABASE_URL }, /needs DATABASE_URL beside it/],
    [{ JOBS_DATABASE_URL: external.DATABASE_URL }, /JOBS_DATABASE_URL needs DATABASE_URL beside it/],
    [{ DATABASE_REPLICA_URLS: external.DATABASE_URL }, /DATABASE_REPLICA_URLS needs DATABASE_URL beside it/],
    [{ ...external, DATABASE_REPLICA_URLS: `${external.DATABASE_URL},db2` }, /must be a list of URLs/],
    [{ HOST: "0.0.0.0" }, /PUBLIC_HOST must name/],
    [{ ...external, AUTH_SECRET: "" }, /AUTH_SECRET is required with DATABASE_URL/],
    [{ ...external, DATA_KEY: "" }, /DATA_KEY is required with DATABASE_URL/],
    [{ DATA_KEY: "c2hvcnQ=" }, /DATA_KEY must be 32 bytes/],
    [{ TRUSTED_HOSTS: "0.0.0.0/0" }, /would trust everybody/],
    [{ TRUSTED_HOSTS: "::/0" }, /would trust everybody/],
    [{ TRUSTED_HOSTS: "::ffff:0.0.0.0/96" }, /would trust everybody/],
    [{ TRUSTED_HOSTS: "10.0.0.0/8", TRUSTED_PROXIES: "10.1.2.3" }, /covers the trusted proxy/],
    [{ TRUSTED_HOSTS: "10.1.2.3", TRUSTED_PROXIES: "10.0.0.0/8" }, /covers the trusted proxy/],
    [{ TRUSTED_HOSTS: "::ffff:10.1.2.3", TRUSTED_PROXIES: "10.0.0.0/8" }, /covers the trusted proxy/],
  ])("%j", (environment, sentence) => {
    expect(() => parseSettings(environment)).toThrow(BadSetting);
    expect(() => parseSettings(environment)).toThrow(sentence);
  });

  it("and never repeats a secret", () => {
    for (const environment of [{ DATA_KEY: "hush" }, { DATABASE_URL: "hush" }, { AUTH_SECRET: "hush" }]) {
      expect(() => parseSettings(environment)).toThrow(expect.not.stringContaining("hush"));
    }
  });
});

it("loopback is this machine only", () => {
  for (const host of ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
    expect(isLoopback(host)).toBe(true);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "example.org"]) expect(isLoopback(host)).toBe(false);
});
