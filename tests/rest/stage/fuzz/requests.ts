import { gzipSync } from "node:zlib";
import { fc } from "../../../chance";
import type { Operation } from "./described";
import { type Known, nasty, valid } from "./values";

/** A request as it is sent. */
export type Sent = {
  readonly operation: Operation;
  readonly method: string;
  /** below /api/v1, with its query */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** the path or method was changed: it may be no operation of the file, or another */
  readonly isElsewhere: boolean;
};

/** Requests that the file allows, and others that are broken in one or two ways. */
export function requestsTo(operation: Operation, known: Known): fc.Arbitrary<Sent> {
  const sound = soundRequest(operation, known);
  const broken = fc
    .tuple(sound, fc.array(fc.oneof(...breaks(operation)), { minLength: 1, maxLength: 2 }))
    .map(([request, ways]) => ways.reduce((so, way) => way(so), request));
  return fc
    .oneof({ weight: 5, arbitrary: sound }, { weight: 6, arbitrary: broken })
    .map((draft) => sentOf(operation, draft));
}

type Draft = {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** instead of the body */
  readonly raw?: Buffer;
  readonly isElsewhere?: true;
};

function soundRequest({ method, path, parameters, body }: Operation, known: Known): fc.Arbitrary<Draft> {
  const of = (place: string) => parameters.filter((one) => one.in === place);
  const all = (place: string, chance: number) =>
    fc.tuple(
      ...of(place).map(({ name, schema, isJson }) =>
        fc.oneof(
          {
            weight: chance,
            arbitrary: valid(schema, known, name).map(
              (value) => [name, isJson ? JSON.stringify(value) : String(value)] as const,
            ),
          },
          { weight: 100 - chance, arbitrary: fc.constant(null) },
        ),
      ),
    );
  return fc
    .tuple(
      all("path", 100),
      all("query", 12),
      all("header", 10),
      body ? valid(body, known) : fc.constant(undefined),
    )
    .map(([inPath, query, headers, value]) => ({
      method,
      path: inPath.reduce(
        (so, one) => (one ? so.replace(`{${one[0]}}`, () => encodeURIComponent(one[1].toWellFormed())) : so),
        path,
      ),
      query: query.flatMap((one) => (one ? [`${one[0]}=${encodeURIComponent(one[1].toWellFormed())}`] : [])),
      headers: Object.fromEntries(
        headers.flatMap((one) => (one ? [[one[0].toLowerCase(), printable(one[1])]] : [])),
      ),
      body: value,
    }));
}

type Break = (draft: Draft) => Draft;

function breaks({ parameters, body }: Operation): fc.Arbitrary<Break>[] {
  const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
  const inQuery = fc
    .tuple(fc.constantFrom("unknown", "limit", "after", "fields", "dry_run", ...names), nasty)
    .map(
      ([name, value]): Break =>
        (draft) => ({ ...draft, query: [...draft.query, `${name}=${encoded(value)}`] }),
    );
  const oddQuery = fc
    .constantFrom(
      "%",
      "%zz=1",
      "a=%ff",
      "=",
      "&&&",
      "limit",
      "limit=1&limit=2",
      "a[]=1",
      "after=eyJ9",
      "fields=,",
      "?",
      "%00=%00",
    )
    .map(
      (part): Break =>
        (draft) => ({ ...draft, query: [...draft.query, part] }),
    );
  const oddPath = fc
    .constantFrom<(path: string) => string>(
      (path) => `${path}/`,
      (path) => `/${path}`,
      (path) => `${path}/../customers`,
      (path) => `${path}%2f`,
      (path) => `${path};x`,
      (path) => path.replace(/\d+/, "99999999999999999999"),
      (path) => path.replace(/\d+/, "9223372036854775808"),
      (path) => path.replace(/\d+/, "2147483648"),
      (path) => path.replace(/\d+/, "-1"),
      (path) => path.replace(/\d+/, "0"),
      (path) => path.replace(/\d+/, "%00"),
      (path) => path.replace(/\d+/, "self"),
      (path) => path.toUpperCase(),
      () => "/",
      () => "/constructor",
      () => "/customers/__proto__",
    )
    .map(
      (change): Break =>
        (draft) => ({ ...draft, path: change(draft.path), isElsewhere: true }),
    );
  const oddMethod = fc
    .constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")
    .map(
      (method): Break =>
        (draft) => ({ ...draft, method, isElsewhere: true }),
    );
  const oddHeader = fc
    .constantFrom<readonly [string, string]>(
      ["if-match", "x"],
      ["if-match", '"v1-0-0", W/"v2"'],
      ["if-match", "*"],
      ["if-none-match", "*"],
      ["if-none-match", '"v1'],
      ["idempotency-key", ""],
      ["idempotency-key", "k".repeat(200)],
      ["idempotency-key", '"same"'],
      ["idempotency-key", "\u00e9"],
      ["trellis-customer", "1"],
      ["trellis-customer", "self"],
      ["trellis-customer", "99999999999999999999"],
      ["trellis-customer", "999999999"],
      ["accept", "text/html"],
      ["accept", "text/csv"],
      ["accept", "application/x-ndjson"],
      ["accept", "*/*;q=0"],
      ["accept", ";;,"],
      ["accept-language", "ru"],
      ["accept-encoding", "gzip"],
      ["content-type", "text/plain"],
      ["content-type", "application/json; charset=latin1"],
      ["content-type", "application/merge-patch+json"],
      ["content-encoding", "gzip"],
      ["content-encoding", "br"],
      ["origin", "https://elsewhere.example"],
      ["sec-fetch-site", "cross-site"],
      ["authorization", "Bearer trk_wrong"],
      ["authorization", "Basic !!!"],
      ["authorization", "Digest x"],
      ["range", "bytes=0-1"],
      ["x-http-method-override", "DELETE"],
    )
    .map(
      ([name, value]): Break =>
        (draft) => ({ ...draft, headers: { ...draft.headers, [name]: value } }),
    );
  const oddRaw = fc
    .constantFrom<Buffer>(
      Buffer.from(""),
      Buffer.from("{"),
      Buffer.from("null"),
      Buffer.from("[]"),
      Buffer.from('"x"'),
      Buffer.from('{"name":"a","name":"b"}'),
      Buffer.from(`{"name":${"[".repeat(40)}${"]".repeat(40)}}`),
      Buffer.from(`${"[".repeat(100_000)}`),
      Buffer.from('{"name":1e400}'),
      Buffer.from('{"__proto__":{"x":1}}'),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.from('\ufeff{"name":"x"}'),
      Buffer.from('{"name":"x"}', "utf16le"),
      Buffer.from('{"name":"\\ud800"}'),
      gzipSync('{"name":"x"}'),
    )
    .map(
      (raw): Break =>
        (draft) => ({ ...draft, raw }),
    );
  const inBody = fc.tuple(fc.string({ maxLength: 10 }), nasty, fc.nat()).map(
    ([name, value, dice]): Break =>
      (draft) => {
        const members = typeof draft.body === "object" && draft.body !== null ? { ...draft.body } : {};
        const own = Object.keys(members);
        // an unknown one, one of its own with another value, or one of those that there are less
        const which = own.length === 0 || dice % 4 === 0 ? name : (own[dice % own.length] ?? name);
        if (dice % 5 === 1)
          return {
            ...draft,
            body: Object.fromEntries(Object.entries(members).filter(([one]) => one !== which)),
          };
        return { ...draft, body: { ...members, [which]: value } };
      },
  );
  const known = body && typeof body.properties === "object" ? Object.keys(Object(body.properties)) : [];
  const inMember = fc.tuple(fc.constantFrom("name", ...known), nasty).map(
    ([name, value]): Break =>
      (draft) => ({ ...draft, body: { ...Object(draft.body), [name]: value } }),
  );
  return [
    inQuery,
    oddQuery,
    oddPath,
    oddMethod,
    oddHeader,
    ...(body ? [oddRaw, inBody, inMember, inMember] : [oddRaw]),
  ];
}

function sentOf(operation: Operation, { method, path, query, headers, body, raw, isElsewhere }: Draft): Sent {
  const bytes = raw ?? (body === undefined ? null : Buffer.from(JSON.stringify(body)));
  return {
    operation,
    method,
    target: query.length === 0 ? path : `${path}?${query.join("&")}`,
    headers: bytes === null ? headers : { "content-type": "application/json", ...headers },
    body: bytes,
    isElsewhere: isElsewhere ?? false,
  };
}

function encoded(value: unknown): string {
  return encodeURIComponent((typeof value === "string" ? value : JSON.stringify(value)).toWellFormed()).slice(
    0,
    6_000,
  );
}

/** What a header can hold. */
function printable(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");
}
