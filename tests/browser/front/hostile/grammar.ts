import { fc } from "@/tests/chance";
import { actionsInBuild } from "../../frame/every-action";
import { everyName } from "./every-route";
import type { RawRequest } from "./raw-request";

/** Somebody who asks, by the cookies of their browser. */
export type Asker = { readonly cookie: string; readonly host: string };

/** Requests for a route, most of them wrong in one or two ways. @param ids real ones, for the open segments */
export function requestsFor(route: string, asker: Asker, ids: readonly string[]): fc.Arbitrary<RawRequest> {
  const usual: RawRequest = { method: "GET", target: "", headers: [], body: "" };
  const base = fc
    .tuple(pathOf(route, ids), queryPart)
    .map(([path, query]) => ({ ...usual, target: path + query }));
  const own = [["cookie", asker.cookie]] as const;
  return fc
    .tuple(
      base,
      fc.oneof(
        { weight: 5, arbitrary: fc.constant<Bend>((request) => request) },
        { weight: 3, arbitrary: posted },
        { weight: 2, arbitrary: method },
      ),
      fc.array(fc.oneof(header, header, cookie, target(asker), body), { maxLength: 2 }),
      hostHeaders(asker.host),
    )
    .map(([request, first, bends, host]) => {
      const bent = [first, ...bends].reduce((now, bend) => bend(now), {
        ...request,
        headers: [...own] as RawRequest["headers"],
      });
      const cookies = bent.headers.filter(([name]) => name === "cookie").map(([, value]) => value);
      const others = bent.headers.filter(([name]) => name !== "cookie");
      const joined = cookies.filter(Boolean).join("; ");
      return {
        ...bent,
        headers: [
          ...host,
          ["connection", "close"],
          ...(joined ? [["cookie", joined] as const] : []),
          ...others,
        ],
      };
    });
}

type Bend = (request: RawRequest) => RawRequest;

const withHeaders =
  (...added: (readonly [string, string])[]): Bend =>
  (request) => ({
    ...request,
    headers: [...request.headers, ...added],
  });

/** Odd texts in place of an id, a number or a word. */
const oddText = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "9".repeat(40),
    "1e3",
    "1e999",
    "0x10",
    "1.5",
    "NaN",
    "Infinity",
    " 1 ",
    "%",
    "%F0",
    "%00",
    "1%00",
    "%ED%A0%80",
    "%u0041",
    "%0d%0aset-cookie:%20a=b",
    "%E2%80%AE",
    "%EF%BF%BE",
    "%F0%9F%92%A9",
    "\xf0\x9f\x92\xa9",
    "\xff\xfe",
    "..",
    "%2e%2e",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..;",
    "[i_customer]",
    "$undefined",
    "__proto__",
    "constructor",
    "toString",
    "true",
    "null",
    "[]",
    "{}",
    "'",
    "1'%20OR%20'1'='1",
    "<script>",
    "0001-01-01",
    "9999-12-31",
    "-271821-04-20",
    "2026-02-30",
    "someday",
    "a".repeat(3_000),
    "%F0%9F%92%A9".repeat(300),
  ),
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
);

/** A place in a list, as addresses have it, with anything in it. */
const oddCursor = fc
  .tuple(
    fc.constantFrom<unknown>(
      "",
      "a",
      "\0",
      "1",
      "-1",
      "9".repeat(18),
      "9".repeat(40),
      "1e9",
      "\ud800",
      "2026-01-01 00:00:00+00",
      "2026-13-01 00:00:00+00",
      null,
      1,
      {},
    ),
    fc.constantFrom<unknown>(1, 0, -1, 2_147_483_648, 1e300, 1.5, "1", null, []),
    fc.constantFrom<unknown>(0, 1, 2, null, "x"),
  )
  .map((place) => Buffer.from(JSON.stringify(place)).toString("base64url"));

function pathOf(route: string, ids: readonly string[]): fc.Arbitrary<string> {
  const segments = route
    .split("/")
    .map((segment) =>
      segment.startsWith("[")
        ? fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom(...ids) },
            { weight: 2, arbitrary: oddText.filter((text) => text.length < 1_000) },
          )
        : fc.oneof({ weight: 60, arbitrary: fc.constant(segment) }, { weight: 1, arbitrary: oddText }),
    );
  return fc.tuple(...segments).map((parts) => parts.join("/") || "/");
}

const names = everyName();
const queryPart = fc.oneof(
  { weight: 2, arbitrary: fc.constant("") },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom(...names),
          fc.oneof({ weight: 3, arbitrary: oddText }, { weight: 1, arbitrary: oddCursor }),
          fc.boolean(),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map(
        (pairs) =>
          `?${pairs.flatMap(([name, value, twice]) => (twice ? [`${name}=${value}`, `${name}=1`] : [`${name}=${value}`])).join("&")}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "?",
      "??",
      "?%",
      "?&&&",
      "?=",
      "?%F0=%F0",
      "?a[b]=c",
      "?[]=1",
      "?;",
      "?#",
      "?\\",
      `?${"a=b&".repeat(800)}`,
    ),
  },
);

const method = fc
  .constantFrom(
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "PROPFIND",
    "MKCOL",
    "QUERY",
    "SEARCH",
    "get",
    "GARBAGE",
    "CONNECT",
    "PRI",
  )
  .map(
    (name): Bend =>
      (request) => ({ ...request, method: name }),
  );

const actionIds = fc.oneof(
  fc.constantFrom(...actionsInBuild().values()),
  fc.constantFrom(
    "",
    "x",
    "toString",
    "__proto__",
    "0".repeat(42),
    "f".repeat(42),
    "40".padEnd(42, "a"),
    "a".repeat(3_000),
  ),
);

const boundary = "----door";
/** A body with its type: whole forms, broken ones, or none. */
const payload = fc.oneof(
  fc.constantFrom<readonly [string, string]>(
    ["application/x-www-form-urlencoded", "a=b&%=%F0"],
    ["application/x-www-form-urlencoded", ""],
    ["application/json", "{"],
    ["text/plain;charset=UTF-8", "[]"],
    ["text/plain;charset=UTF-8", '["$K1"]'],
    ["text/plain;charset=UTF-8", "[null,{}]"],
    ["text/plain;charset=UTF-8", '["$F1","$@2","$Q3","$n99999999999999999999"]'],
    ["text/plain;charset=UTF-8", "{{{"],
    ["text/plain;charset=UTF-8", "[".repeat(5_000)],
    ["text/plain;charset=UTF-8", ""],
    ["multipart/form-data", "no boundary"],
    [`multipart/form-data; boundary=${boundary}`, ""],
    [`multipart/form-data; boundary=${boundary}`, "garbage"],
    [
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf`,
    ],
    [
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${boundary}--\r\n`,
    ],
    [`multipart/form-data; boundary=${"b".repeat(300)}`, "--b"],
    ['multipart/form-data; boundary="', "x"],
    ["multipart/mixed; boundary=x", "--x--"],
    ["\xff", "\0\0\0"],
  ),
  fc
    .array(
      fc.tuple(
        fc.oneof(
          fc.constantFrom(
            ...names,
            "0",
            "1",
            "_1_name",
            "$ACTION_KEY",
            "$ACTION_REF_1",
            "$ACTION_1:0",
            "$ACTION_1:1",
          ),
          actionIds.map((id) => `$ACTION_ID_${id}`),
        ),
        oddText,
      ),
      { maxLength: 5 },
    )
    .map((fields): readonly [string, string] => [
      `multipart/form-data; boundary=${boundary}`,
      `${fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--${boundary}--\r\n`,
    ]),
);

const origin = fc.constantFrom(
  "null",
  "https://evil.example",
  "",
  "garbage",
  "http://",
  "http://[",
  "file://",
  "http://localhost",
  "own",
);

const posted = fc
  .tuple(
    payload,
    fc.option(actionIds),
    fc.option(origin),
    fc.constantFrom<"right" | "short" | "long" | "chunked">(
      "right",
      "right",
      "right",
      "right",
      "short",
      "long",
      "chunked",
    ),
  )
  .map(
    ([[type, content], action, from, length]): Bend =>
      (request) => {
        const size = content.length + { right: 0, chunked: 0, short: -3, long: 7 }[length];
        const framing =
          length === "chunked"
            ? (["transfer-encoding", "chunked"] as const)
            : (["content-length", String(size)] as const);
        const host = request.headers.find(([name]) => name === "host")?.[1] ?? "localhost";
        return {
          ...request,
          method: "POST",
          headers: [
            ...request.headers,
            ["content-type", type],
            framing,
            ...(action === null
              ? []
              : [["next-action", action] as const, ["accept", "text/x-component"] as const]),
            ...(from === null ? [] : [["origin", from === "own" ? `http://${host}` : from] as const]),
          ],
          body: length === "chunked" ? `${content.length.toString(16)}\r\n${content}\r\n0\r\n\r\n` : content,
        };
      },
  );

const oddState = fc.constantFrom(
  "",
  "x",
  "%",
  "%F0",
  "[]",
  "{}",
  "null",
  encodeURIComponent('["",{}]'),
  encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null,true]'),
  encodeURIComponent(JSON.stringify(["", { children: [["i_customer", "1", "d"], {}] }])),
  encodeURIComponent(`["",{"children":`.repeat(40)),
  "a".repeat(41_000).slice(0, 9_000),
);

const header = fc.oneof(
  oddState.map((state) => withHeaders(["rsc", "1"], ["next-router-state-tree", state])),
  fc.constantFrom("1", "2", "x").map((value) => withHeaders(["rsc", "1"], ["next-router-prefetch", value])),
  fc
    .constantFrom("/_tree", "/%F0", "x", "")
    .map((value) =>
      withHeaders(["rsc", "1"], ["next-router-prefetch", "1"], ["next-router-segment-prefetch", value]),
    ),
  actionIds.map((id) => withHeaders(["next-action", id])),
  origin.map((from) => withHeaders(["origin", from])),
  fc
    .tuple(
      fc.constantFrom(
        "accept",
        "accept-language",
        "accept-encoding",
        "authorization",
        "content-length",
        "transfer-encoding",
        "content-encoding",
        "content-type",
        "expect",
        "forwarded",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "next-url",
        "range",
        "referer",
        "rsc",
        "sec-fetch-dest",
        "sec-fetch-site",
        "te",
        "trailer",
        "upgrade-insecure-requests",
        "user-agent",
        "via",
        "x-action-forwarded",
        "x-action-redirect",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-port",
        "x-invoke-path",
        "x-invoke-status",
        "x-matched-path",
        "x-middleware-invoke",
        "x-middleware-prefetch",
        "x-middleware-subrequest",
        "x-nextjs-data",
        "x-now-route-matches",
        "x-prerender-revalidate",
        "x-trellis-address",
        "x-trellis-pass",
        "x-trellis-path",
        "content-security-policy",
        "__proto__",
        "constructor",
        "purpose",
        "next-resume",
        "next-html-request-id",
      ),
      fc.oneof(
        fc.constantFrom(
          "1",
          "chunked",
          "gzip, chunked",
          "-5",
          "1e9",
          "100-continue",
          "bytes=0-,5-1",
          "ru;q=x, *",
          "x-!!",
          "*/*",
          "{}",
          "null",
          "\xe9\xff",
          "a".repeat(2_000),
          "a".repeat(20_000),
          "http://evil.example/%F0",
        ),
        oddText.filter((text) => !/[\r\n\0]/.test(text)),
      ),
    )
    .map(([name, value]) => withHeaders([name, value])),
  fc.constantFrom(
    withHeaders(["connection", "upgrade"], ["upgrade", "websocket"], ["sec-websocket-key", "x"]),
    withHeaders(["upgrade", "h2c"]),
    withHeaders(["no colon\r\nx", "1"]),
    withHeaders(["a", "\0"]),
    withHeaders(["a", "b\r\n c"]),
  ),
);

const cookieNames = [
  "trellis.session",
  "trellis.support",
  "trellis.device",
  "trellis.link",
  "trellis.csrf",
  "trellis.callback",
  "theme",
  "language",
  "notice",
  "__Host-trellis.session",
];
const cookie = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...cookieNames),
      fc.oneof(
        oddText,
        fc.constantFrom('"', "a=b=c", "%22", "\xff", "a".repeat(3_000), "eyJhbGciOiJkaXIifQ..a.b.c"),
      ),
    )
    .map(([name, value]) => withHeaders(["cookie", `${name}=${value.replace(/[\r\n;\0]/g, "")}`])),
  fc
    .constantFrom("", "=", ";;;", "=x", "a", "a;b;c", "\xff\xfe=1", "a=b; ".repeat(500))
    .map((value) => withHeaders(["cookie", value])),
);

const target = ({ host }: Asker) =>
  fc
    .constantFrom<(old: string) => string>(
      (old) => `http://evil.example${old}`,
      (old) => `http://${host}${old}`,
      (old) => `https://${host.toUpperCase()}${old}`,
      (old) => `ftp://${host}${old}`,
      () => `http://${host}`,
      () => "*",
      () => "http://",
      () => "http://[",
      () => "evil.example:443",
      () => "://",
      (old) => old.slice(1) || "x",
      (old) => `/${old}`,
      (old) => `/\\evil.example${old}`,
      (old) => `${old}#fragment`,
      (old) => `${old}/`,
      (old) => `${old}//`,
      (old) => old.replaceAll("/", "//"),
      (old) => old.toUpperCase(),
      (old) => `${old}.rsc`,
      (old) => `${old}.txt`,
      (old) => `${old}/__PAGE__`,
      (old) => `/_next/data/x${old}.json`,
      (old) => `/_next/static/%F0${old}`,
      (old) => `${old}%`,
      (old) => `${old}/%F0`,
      (old) => `${old}\x01`,
      (old) => `${old}\xe9`,
    )
    .map(
      (change): Bend =>
        (request) => ({ ...request, target: change(request.target) }),
    );

const body = payload.map(
  ([type, content]): Bend =>
    (request) => ({
      ...request,
      headers: [...request.headers, ["content-type", type], ["content-length", String(content.length)]],
      body: content,
    }),
);

function hostHeaders(host: string): fc.Arbitrary<RawRequest["headers"]> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constant([["host", host]] as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<RawRequest["headers"]>(
        [],
        [["host", ""]],
        [["host", "evil.example"]],
        [["host", "localhost:99999"]],
        [["host", "\xff"]],
        [
          ["host", host],
          ["host", "evil.example"],
        ],
        [["host", "a".repeat(300)]],
        [["host", "localhost/x"]],
      ),
    },
  );
}
