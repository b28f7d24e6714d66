import { beforeAll, describe, expect, it } from "vitest";
import { challenges } from "@/server/doors/xmlapi/digest/challenge";
import { readCredentials } from "@/server/doors/xmlapi/digest/credentials";
import { makeNonce, nonceMadeAt } from "@/server/doors/xmlapi/digest/nonce";
import { readParameters } from "@/server/doors/xmlapi/digest/parameters";
import { hashA1, responseOf } from "@/server/doors/xmlapi/digest/response";
import { isOwnTarget } from "@/server/doors/xmlapi/digest/target";
import { UsedCounts } from "@/server/doors/xmlapi/digest/used-counts";
import { provideSettings } from "@/server/ground/settings";
import { nonceLivesMs } from "@/server/operation/replayed-call";
import { fc } from "@/tests/chance";

beforeAll(() => provideSettings({ AUTH_SECRET: "s".repeat(32) }));

describe("a response", () => {
  const rfc7616 = {
    method: "GET",
    uri: "/dir/index.html",
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    counted: { nc: "00000001", cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop: "auth" },
  };
  const rfc2617 = { method: "GET", uri: "/dir/index.html", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093" };

  it.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ] as const)("is that of RFC 7616 §3.9.1 with erratum 4897, by %s", (algorithm, response) => {
    const a1 = hashA1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life");
    expect(responseOf(a1, { algorithm, ...rfc7616 })).toBe(response);
  });

  it("is that of RFC 2617 §3.5, with qop and without", () => {
    const a1 = hashA1("MD5", "Mufasa", "testrealm@host.com", "Circle Of Life");
    const counted = { nc: "00000001", cnonce: "0a4f113b", qop: "auth" };
    expect(responseOf(a1, { algorithm: "MD5", ...rfc2617, counted })).toBe(
      "6629fae49393a05397450978507c4ef1",
    );
    expect(responseOf(a1, { algorithm: "MD5", ...rfc2617 })).toBe("670fd8c2df070c60b045671b8b24ff02");
  });
});

/** A valid header, as RFC 7616 §3.9.1 prints it, with some parameters changed. */
function header(changes: Readonly<Record<string, string | null>> = {}): string {
  const parameters: Record<string, string | null> = {
    username: '"Mufasa"',
    realm: '"XML API"',
    uri: '"/xmlapi/xmlapi"',
    algorithm: "MD5",
    nonce: '"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"',
    nc: "00000001",
    cnonce: '"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"',
    qop: "auth",
    response: '"8ca523f5e9506fed4657c9700eebdbec"',
    ...changes,
  };
  const written = Object.entries(parameters).flatMap(([name, value]) =>
    value === null ? [] : `${name}=${value}`,
  );
  return `Digest ${written.join(", ")}`;
}

/** A text sent in UTF-8, as Node hands it over. */
function onTheWire(text: string): string {
  return Buffer.from(text).toString("latin1");
}

describe("the Authorization header", () => {
  it("is read whole", () => {
    expect(readCredentials(header())).toEqual({
      username: "Mufasa",
      realm: "XML API",
      uri: "/xmlapi/xmlapi",
      algorithm: "MD5",
      nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
      nc: 1,
      ncText: "00000001",
      cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
      qop: "auth",
      response: "8ca523f5e9506fed4657c9700eebdbec",
    });
  });

  it.each([
    ["an algorithm in quotes, as urllib has it", { algorithm: '"MD5"' }, { algorithm: "MD5" }],
    ["no algorithm, which is MD5", { algorithm: null }, { algorithm: "MD5" }],
    [
      "SHA-256 in small letters",
      { algorithm: "sha-256", response: `"${"AB".repeat(32)}"` },
      { algorithm: "SHA-256", response: "ab".repeat(32) },
    ],
    ["qop and nc in quotes", { qop: '"auth"', nc: '"00000001"' }, { qop: "auth", nc: 1 }],
    ["nc beyond 2³¹", { nc: "ffffffff" }, { nc: 4_294_967_295 }],
    ["nc with fewer digits", { nc: "1a" }, { nc: 26, ncText: "1a" }],
    ["what needs quotes without them", { uri: "/xmlapi/xmlapi?a=b", nonce: "ab==" }, { nonce: "ab==" }],
    ["escapes", { username: '"a \\"quoted\\" \\\\ na\\me"' }, { username: 'a "quoted" \\ name' }],
    ["a comma and an equals sign in quotes", { username: '"a, b=c"' }, { username: "a, b=c" }],
    ["a name in UTF-8", { username: onTheWire('"Jäsøn Доу 👋"') }, { username: "Jäsøn Доу 👋" }],
    [
      "username*, as RFC 7616 §3.9.2 writes it",
      { username: null, "username*": "UTF-8''J%C3%A4s%C3%B8n%20Doe" },
      { username: "Jäsøn Doe" },
    ],
    ["username* with a language", { username: null, "username*": "utf-8'en-GB'a%2fb" }, { username: "a/b" }],
    ["userhash=false", { userhash: "false" }, { username: "Mufasa" }],
    ["parameters that nobody knows", { opaque: '"x"', "x-more": "1" }, { username: "Mufasa" }],
  ])("is read liberally: %s", (_what, changes, expected) => {
    expect(readCredentials(header(changes))).toMatchObject(expected);
  });

  it.each([
    ["another scheme", "Basic TXVmYXNhOng="],
    ["nothing", ""],
    ["the scheme alone", "Digest"],
    ["no login", header({ username: null })],
    ["an empty login", header({ username: '""' })],
    ["a login twice", `${header()}, username="Scar"`],
    ["a login twice in other letters", `${header()}, USERNAME="Mufasa"`],
    ["both forms of a login", header({ "username*": "UTF-8''Mufasa" })],
    ["a login in another charset", header({ username: null, "username*": "iso-8859-1''J%E4s" })],
    ["a login in broken UTF-8", header({ username: '"J\xe4s"' })],
    ["username* in broken UTF-8", header({ username: null, "username*": "UTF-8''J%E4s" })],
    ["username* with NUL", header({ username: null, "username*": "UTF-8''J%00s" })],
    ["a hashed login, which is not offered", header({ userhash: "true" })],
    ["no qop, without which nothing is counted", header({ qop: null, nc: null, cnonce: null })],
    ["auth-int, which is not offered", header({ qop: "auth-int" })],
    ["a session's algorithm, which is not offered", header({ algorithm: "MD5-sess" })],
    ["an algorithm nobody knows", header({ algorithm: "SHA-512" })],
    ["no nc", header({ nc: null })],
    ["nc with 9 digits", header({ nc: "000000001" })],
    ["nc that is no number", header({ nc: "0000000g" })],
    ["a negative nc", header({ nc: "-1" })],
    ["no cnonce", header({ cnonce: null })],
    ["an empty nonce", header({ nonce: '""' })],
    ["a response of another algorithm's length", header({ algorithm: "SHA-256" })],
    ["a response that is no hexadecimal", header({ response: `"${"z".repeat(32)}"` })],
    ["an open quote", `${header()}, x="`],
    ["an open escape", `${header()}, x="\\`],
    ["a value without a name", `${header()}, =x`],
    ["a name without a value", `${header()}, x=`],
    ["two values", header({ username: '"a" "b"' })],
    ["a line break", header({ username: '"a\nb"' })],
    ["33 parameters", `${header()}, ${Array.from({ length: 24 }, (_, at) => `x${at}=1`).join(", ")}`],
    ["more than 4 KiB", header({ x: `"${"x".repeat(4_096)}"` })],
  ])("is not read: %s", (_what, text) => {
    expect(readCredentials(text)).toBeNull();
  });

  const parameterName = fc.stringMatching(/^[a-z][a-z*-]{0,11}$/);
  const parameterValue = fc
    .string({ unit: "grapheme", maxLength: 20 })
    .filter((text) => !/\p{Cc}/u.test(text));

  it("says what was written, in any order, with any escapes and blanks", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(parameterName, parameterValue, fc.boolean()), { selector: ([name]) => name }),
        fc.constantFrom(",", ", ", " ,\t", ",,  ,"),
        (parameters, comma) => {
          const written = parameters.map(([name, value, eager]) => {
            const text = value.replace(eager ? /(.)/gsu : /(["\\])/g, "\\$1");
            return `${eager ? name.toUpperCase() : name} ${eager ? "= " : "="}"${text}"`;
          });
          const read = readParameters(onTheWire(`digest ${written.join(comma)}`));
          expect(Object.fromEntries(read ?? [])).toEqual(
            Object.fromEntries(parameters.map(([name, value]) => [name, value])),
          );
        },
      ),
    );
  });

  it("is read or refused, whatever it is", () => {
    const pieces = [
      '"',
      "\\",
      "=",
      ",",
      " ",
      "a",
      "username",
      "username*",
      "UTF-8''",
      "%",
      "\xe9",
      "\0",
      '"x"',
    ];
    const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 4_000 });
    fc.assert(
      fc.property(hostile, fc.boolean(), (parts, sound) => {
        const read = readCredentials(`${sound ? header() : "Digest "}${parts.join("")}`);
        expect(read === null || (sound && read.username === "Mufasa")).toBe(true);
      }),
    );
  });
});

describe("a challenge", () => {
  const saying = (algorithm: string) =>
    expect.stringMatching(
      new RegExp(
        `^Digest realm="XML API", qop="auth", algorithm=${algorithm}, nonce="[\\w-]{43}", charset=UTF-8$`,
      ),
    );

  it.each([
    ["", ["MD5"]],
    ["md5", ["MD5"]],
    ["both", ["MD5", "SHA-256"]],
    ["sha-256", ["SHA-256"]],
  ])(
    "where XMLAPI_DIGEST is '%s' offers %j in that order, with everything that RFC 7616 asks for and no opaque",
    (digest, algorithms) => {
      provideSettings({ XMLAPI_DIGEST: digest });
      expect(challenges("192.0.2.7", false)).toEqual(algorithms.map(saying));
    },
  );

  it("says stale where the nonce alone was refused", () => {
    provideSettings({ XMLAPI_DIGEST: "both" });
    for (const value of challenges("192.0.2.7", true)) expect(value).toMatch(/, stale=true$/);
  });
});

describe("a nonce", () => {
  const address = "192.0.2.7";

  it("is good for 5 minutes, for the address that it was made for", () => {
    const now = Date.now();
    const nonce = makeNonce(address, now);
    expect(nonceMadeAt(nonce, address, now)).toBe(now);
    expect(nonceMadeAt(nonce, address, now + nonceLivesMs - 1)).toBe(now);
    expect(nonceMadeAt(nonce, address, now + nonceLivesMs)).toBeNull();
    expect(nonceMadeAt(nonce, "192.0.2.8", now)).toBeNull();
    expect(nonceLivesMs).toBe(300_000);
  });

  it("is another each time, also within a millisecond", () => {
    const now = Date.now();
    expect(new Set(Array.from({ length: 1_000 }, () => makeNonce(address, now))).size).toBe(1_000);
  });

  it("is not good once a letter of it is changed, nor in another spelling", () => {
    const nonce = makeNonce(address);
    for (let at = 0; at < nonce.length; at += 1) {
      const other = nonce[at] === "A" ? "B" : "A";
      expect(nonceMadeAt(nonce.slice(0, at) + other + nonce.slice(at + 1), address)).toBeNull();
    }
    for (const spelling of [
      `${nonce}=`,
      ` ${nonce}`,
      `${nonce}\n`,
      nonce.slice(0, -1),
      "",
      "x".repeat(10_000),
    ])
      expect(nonceMadeAt(spelling, address)).toBeNull();
  });

  it("of a machine whose clock is a little ahead is good, of the far future not", () => {
    const now = Date.now();
    expect(nonceMadeAt(makeNonce(address, now + 2_000), address, now)).toBe(now + 2_000);
    expect(nonceMadeAt(makeNonce(address, now + 3_600_000), address, now)).toBeNull();
  });

  it("is another program's where the secret is another", () => {
    const nonce = makeNonce(address);
    provideSettings({ AUTH_SECRET: "t".repeat(32) });
    expect(nonceMadeAt(nonce, address)).toBeNull();
    provideSettings({ AUTH_SECRET: "s".repeat(32) });
    expect(nonceMadeAt(nonce, address)).not.toBeNull();
  });
});

describe("what was used of a nonce", () => {
  const now = 1_800_000_000_000;

  it("is taken once, in whatever order counts arrive", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 100 }), (counts) => {
        const used = new UsedCounts(now);
        const taken = new Set<number>();
        for (const count of counts) {
          expect(used.take("nonce", now, count, now)).toBe(!taken.has(count));
          taken.add(count);
        }
      }),
    );
  });

  it("is never taken twice, however far counts jump", () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(count, { maxLength: 100 }), (counts) => {
        const used = new UsedCounts(now);
        const taken = counts.filter((one) => used.take("nonce", now, one, now));
        expect(new Set(taken).size).toBe(taken.length);
        expect(used.take("nonce", now, Math.max(0, ...counts) + 1, now)).toBe(true);
      }),
    );
  });

  it("is counted for each nonce by itself", () => {
    const used = new UsedCounts(now);
    expect(used.take("one", now, 1, now)).toBe(true);
    expect(used.take("other", now, 1, now)).toBe(true);
    expect(used.take("one", now, 1, now)).toBe(false);
  });

  it("is forgotten when the nonce cannot be used any more, and not before", () => {
    const used = new UsedCounts(now);
    used.take("old", now, 1, now);
    expect(used.take("old", now, 1, now + nonceLivesMs)).toBe(false);
    used.take("new", now + nonceLivesMs + 20_000, 1, now + nonceLivesMs + 20_000);
    expect(used.size).toBe(1);
    expect(used.take("old", now, 1, now + nonceLivesMs + 20_000)).toBe(false);
  });

  it("has bounds: beyond them the oldest nonces count as expired, and none can be used again", () => {
    const used = new UsedCounts(now, 100, 1_000);
    for (let at = 0; at < 1_000; at += 1) {
      expect(used.take(`nonce ${at}`, now + at * 100, 1, now + at * 100)).toBe(true);
      expect(used.size).toBeLessThanOrEqual(101);
    }
    for (let at = 0; at < 1_000; at += 1)
      expect(used.take(`nonce ${at}`, now + at * 100, 1, now + 100_000)).toBe(false);
  });

  it("of nonces made before this process began is not known, and they are not taken", () => {
    expect(new UsedCounts(now).take("nonce", now - 1, 1, now)).toBe(false);
  });
});

it.each([
  ["/xmlapi/xmlapi", "/xmlapi/xmlapi", true],
  ["/xmlapi/xmlapi", "/xmlapi/xmlapi?x=1", true],
  ["https://portal.example/xmlapi/xmlapi", "/xmlapi/xmlapi", true],
  ["/xmlapi/xmlapi", "http://portal.example:3000/xmlapi/xmlapi", true],
  ["/xmlapi/xmlapi/more", "/xmlapi/xmlapi/more", true],
  ["/xmlapi/xmlapi/more", "/xmlapi/xmlapi", false],
  ["/elsewhere", "/xmlapi/xmlapi", false],
  ["", "/xmlapi/xmlapi", false],
])("the digest's uri %j is the target %j: %s", (uri, target, same) => {
  expect(isOwnTarget(uri, target)).toBe(same);
});
