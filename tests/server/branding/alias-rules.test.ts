import { describe, expect, it } from "vitest";
import { unicodeAlias } from "@/server/brand/alias/alias-name";
import type { Seen } from "@/server/brand/alias/alias-proof";
import { type Holder, judgeCheck, secondCheckMs, servedForMs } from "@/server/brand/alias/judge-check";
import { Refusal } from "@/server/ground/refusal";
import { parseSettings, provideSettings } from "@/server/ground/settings";
import { readAttributes } from "@/server/record/read-attributes";
import { fc } from "@/tests/chance";

/** How we read an alias, or the key of the refusal. */
function kept(alias: string): string | undefined {
  try {
    return readAttributes({ dns_alias: alias }).dns_alias;
  } catch (error) {
    if (error instanceof Refusal && error.code === 400) return `refused: ${error.reason?.key}`;
    throw error;
  }
}

describe("an alias", () => {
  it.each([
    ["portal.example.com", "portal.example.com"],
    ["Portal.EXAMPLE.com.", "portal.example.com"],
    ["example.com", "example.com"],
    ["someone.github.io", "someone.github.io"],
    ["портал.пример.рф", "xn--80awhdgm.xn--e1afmkfd.xn--p1ai"],
    ["bücher。example", "xn--bcher-kva.example"],
    ["thames.localhost", "thames.localhost"],
    [`${"a".repeat(63)}.example.com`, `${"a".repeat(63)}.example.com`],
  ])("is taken: %s", (typed, stored) => {
    expect(kept(typed)).toBe(stored);
  });

  it.each([
    // addresses in any spelling
    ...["127.0.0.1", "0x7f.1", "0177.0.0.1", "2130706433", "1.2.3", "127.1", "１２７.0.0.1", "10.0.0.1."],
    ...["[::1]", "::1", "[2001:db8::1]", "::ffff:127.0.0.1", "1.2.3.4.5"],
    // not fully qualified
    ...[
      "portal",
      "localhost",
      "com",
      "*.example.com",
      "_trellis.example.com",
      "a_b.example.com",
      ".",
      "a..com",
    ],
    ...["-a.example.com", "a-.example.com", `${"a".repeat(64)}.example.com`],
    ...["http://a.example.com", "a.example.com/x", "a.example.com:80", "a@example.com", "a b.example.com"],
    ...["a.example.com\\x", "a%2eexample.com", "a.example.com?x", "a.example.com#x"],
  ])("is refused as no host name: %s", (typed) => {
    expect(kept(typed)).toBe("refused: hostname_expected");
  });

  it.each(["co.uk", "github.io", "com.br", "foo.ck", "орг.срб", "s3.amazonaws.com"])(
    "is refused where everybody registers names below it: %s",
    (typed) => {
      expect(kept(typed)).toBe("refused: public_suffix");
    },
  );

  it("is refused as the service's own host, or above or below it, in whatever spelling", () => {
    provideSettings({ PUBLIC_HOST: "portal.voip.example.com,кабинет.example.org" });
    try {
      for (const typed of [
        ...["portal.voip.example.com", "PORTAL.voip.example.com.", "voip.example.com", "example.com"],
        ...["a.portal.voip.example.com", "кабинет.example.org", "a.кабинет.example.org", "example.org"],
      ])
        expect([typed, kept(typed)]).toEqual([typed, "refused: own_host"]);
      expect(kept("other.voip.example.com")).toBe("other.voip.example.com");
      expect(kept("notportal.voip.example.com")).toBe("notportal.voip.example.com");
    } finally {
      provideSettings({ PUBLIC_HOST: "" });
    }
  });

  it("is refused where its ASCII form is longer than a name can be, or it was typed so", () => {
    const labels = ["ä", "ö", "ü", "é", "å"].map((letter) => letter.repeat(45));
    expect(kept(`${labels.slice(1).join(".")}.com`)).toMatch(/^xn--/);
    expect(kept(`${labels.join(".")}.com`)).toBe("refused: hostname_expected");
    expect(kept(`${"abc.".repeat(63)}com`)).toBe("refused: too_long");
  });

  it("under localhost is refused where the service can be reached from elsewhere", () => {
    provideSettings({ HOST: "0.0.0.0", PUBLIC_HOST: "portal.example.com" });
    try {
      expect(kept("thames.localhost")).toBe("refused: local_host");
    } finally {
      provideSettings({ HOST: "", PUBLIC_HOST: "" });
    }
  });

  it.each([
    ["xn--bcher-kva.example", "bücher.example"],
    ["xn--80awhdgm.xn--e1afmkfd.xn--p1ai", "портал.пример.рф"],
    ["xn--wgv71a119e.jp", "日本語.jp"],
    // nothing to show
    ["portal.example.com", null],
    // Latin and Cyrillic in one label: pаypal
    ["xn--pypal-4ve.com", null],
    // only Cyrillic letters, all of which look Latin: аррӏе
    ["xn--80ak6aa92e.com", null],
  ])("is shown as its people write it only where it cannot be taken for another: %s", (alias, shown) => {
    expect(unicodeAlias(alias)).toBe(shown);
  });
});

describe("the DNS server of the settings", () => {
  it.each(["192.0.2.53", "192.0.2.53:5353", "[2001:db8::53]:53", "2001:db8::53"])("may be %s", (text) => {
    expect(parseSettings({ DNS_SERVER: text }).dnsServer).toBe(text);
  });

  it.each(["ns.example.com", "192.0.2.53:99999", ":53", "192.0.2.53/8"])("is no %s", (text) => {
    expect(() => parseSettings({ DNS_SERVER: text })).toThrow(/^The setting DNS_SERVER/);
  });
});

describe("what follows from looks", () => {
  const seens = fc.constantFrom<Seen>("found", "missing", "failed");
  const holders = fc.constantFrom<Holder>("nobody", "stands", "lost");
  /** when the next look happens: as planned, or at any earlier moment because somebody asked */
  const looks = fc.array(
    fc.record({ seen: seens, holder: holders, early: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) }),
    {
      maxLength: 60,
    },
  );

  it("is never a verified alias without a proof, nor a lost one without two answers, nor an end before its time", () => {
    fc.assert(
      fc.property(looks, (all) => {
        let now = new Date("2026-01-01");
        let standing = {
          verified: false,
          asked_at: now,
          lost_at: null as Date | null,
          missed_at: null as Date | null,
        };
        let missedSince: Date | null = null;
        for (const { seen, holder, early } of all) {
          const { after, event, nextCheckAt, seen: told } = judgeCheck(standing, seen, holder, now);
          if (seen === "found") missedSince = null;
          expect(nextCheckAt.getTime()).toBeGreaterThan(now.getTime());
          expect(after.verified || (after.lost_at === null && after.missed_at === null)).toBe(true);
          if (event === "verify") expect([seen, holder]).not.toContain("stands");
          if (event === "verify" || event === "find") expect(seen).toBe("found");
          if (told === "taken") expect([seen, holder, after.verified]).toEqual(["found", "stands", false]);
          if (event === "lose") {
            expect(seen).toBe("missing");
            expect(now.getTime() - (missedSince?.getTime() ?? now.getTime())).toBeGreaterThanOrEqual(
              secondCheckMs,
            );
          }
          if (event === "end") {
            expect(seen).not.toBe("found");
            expect(now.getTime() - Number(standing.lost_at)).toBeGreaterThanOrEqual(servedForMs);
          }
          // nothing else ends it
          expect(standing.verified && !after.verified).toBe(event === "end");
          if (seen === "missing" && standing.verified) missedSince ??= now;
          standing = { ...standing, ...after };
          now = new Date(now.getTime() + Math.ceil((nextCheckAt.getTime() - now.getTime()) * (early ?? 1)));
        }
      }),
    );
  });

  it("a verified alias whose record goes at whatever moment is lost within a day, and ends seven days later", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 * 60 }), (minutes) => {
        const gone = new Date("2026-01-01");
        let standing = {
          verified: true,
          asked_at: gone,
          lost_at: null as Date | null,
          missed_at: null as Date | null,
        };
        let now = new Date(gone.getTime() + minutes * 60_000);
        let lostAt: Date | null = null;
        while (standing.verified) {
          const { after, nextCheckAt } = judgeCheck(standing, "missing", "nobody", now);
          lostAt ??= after.lost_at;
          standing = { ...standing, ...after };
          if (!after.verified) break;
          now = nextCheckAt;
        }
        expect(Number(lostAt) - gone.getTime()).toBeLessThan(86_400_000);
        expect(now.getTime() - Number(lostAt)).toBe(servedForMs);
      }),
    );
  });

  it("a waiting alias is looked for after 1, 5 and 15 minutes, hourly for a week, then daily", () => {
    const asked_at = new Date("2026-01-01");
    let now = asked_at;
    const waits: number[] = [];
    while (now.getTime() - asked_at.getTime() < 9 * 86_400_000) {
      const standing = { verified: false, asked_at, lost_at: null, missed_at: null };
      const { nextCheckAt } = judgeCheck(standing, "missing", "nobody", now);
      waits.push((nextCheckAt.getTime() - now.getTime()) / 60_000);
      now = nextCheckAt;
    }
    expect(waits.slice(0, 3)).toEqual([1, 4, 10]);
    expect(new Set(waits.slice(3))).toEqual(new Set([60, 24 * 60]));
    expect(waits.filter((wait) => wait === 60)).toHaveLength(7 * 24);
  });
});
