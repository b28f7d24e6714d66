import type { Actor } from "../../actor/actor";
import { type ExportColumn, exportFile, exportTypes } from "../../files/export/export-file";
import type { Members, Scalar } from "../calls/shape";
import type { Found } from "./find-route";
import { streamed } from "./formats";
import { enter, spendCall } from "./limits";
import { type Answer, begun, callOf } from "./perform";
import { misshapen } from "./problem";
import { type Asked, type Asking, membersOf } from "./read-asked";
import { askingOf, type RestRequest } from "./respond";
import { inForm } from "./write-json";

type Format = keyof typeof streamed;

/** How many rows are read at a time. */
const batchSize = 1_000;

type Row = Readonly<Record<string, unknown>>;

/**
 * Answers with all rows of a list, whatever their number, while the caller reads them: keyset batches, of which one at a time is
 * in memory, and no transaction. Reads the first before it answers, so that a refusal is one. Source: rest, 'Exports'
 * @throws what `failureOf` tells
 */
export async function exported(
  admit: () => Promise<Actor>,
  found: Found,
  request: RestRequest,
  format: Format,
): Promise<Answer> {
  const actor = await admit();
  spendCall(actor, false);
  const leave = enter(actor, "exports");
  try {
    const asking = await askingOf(found, request);
    for (const name of ["limit", "after"])
      if (asking.query.has(name)) throw misshapen(name, "is for pages; an export has all rows");
    return await begun(actor, asking, async (asked) => {
      const batches = batchesOf(admit, actor, asking, asked);
      const first = await batches.next();
      return answerIn(format, asking, asked, goneOn(first, batches, leave));
    });
  } catch (error) {
    leave();
    throw error;
  }
}

async function* batchesOf(
  admit: () => Promise<Actor>,
  actor: Actor,
  { route }: Asking,
  { raw, fields }: Asked,
): AsyncGenerator<Row[]> {
  const call = callOf(route);
  let after: string | undefined;
  do {
    // the first call alone is in the history of a trusted host
    const choice = after === undefined ? {} : ({ continues: true } as const);
    // a slow reader may outlive the key
    const reader = after === undefined ? actor : await admit();
    const page = route.list === "pages" ? { limit: batchSize, after } : {};
    const output = await call.operation(reader, { ...raw, ...page }, choice);
    const formed = inForm({ struct: call.returns }, output) as Row;
    const rows = formed[route.of ?? ""];
    if (!Array.isArray(rows)) throw new Error(`${route.call} answers with a list`);
    yield fields ? rows.map((row: Row) => chosen(row, fields)) : rows;
    after = route.list === "pages" ? nextIn(output) : undefined;
  } while (after !== undefined);
}

function chosen(row: Row, fields: ReadonlySet<string>): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.has(name)));
}

function nextIn(output: unknown): string | undefined {
  const next = typeof output === "object" && output !== null && "next" in output ? output.next : null;
  return typeof next === "string" ? next : undefined;
}

/** All batches again; whoever ends reading them, at the end or before, ends the export. */
async function* goneOn(
  first: IteratorResult<Row[]>,
  rest: AsyncGenerator<Row[]>,
  leave: () => void,
): AsyncGenerator<Row[]> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    leave();
  }
}

function answerIn(
  format: Format,
  { route }: Asking,
  { fields }: Asked,
  batches: AsyncGenerator<Row[]>,
): Answer {
  const headers = { "content-type": format === "csv" ? `${streamed.csv}; charset=utf-8` : streamed[format] };
  if (format === "ndjson") return { status: 200, headers, pieces: linesOf(batches) };
  const columns = columnsOf(membersOf(callOf(route), route) ?? {}, fields);
  const file = exportFile({
    format: exportTypes[format],
    title: route.call,
    columns,
    rows: batches,
    timeZone: "UTC",
  });
  return { status: 200, headers, pieces: file.body };
}

async function* linesOf(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    if (batch.length > 0) yield `${batch.map((row) => JSON.stringify(row)).join("\n")}\n`;
  }
  // what lacks this line is not whole
  yield `${JSON.stringify({ end: true, rows })}\n`;
}

/** A column for each plain member, under its own name. */
function columnsOf(members: Members, fields: ReadonlySet<string> | null): ExportColumn<Row>[] {
  return Object.entries(members).flatMap(([name, shape]) => {
    if (fields && !fields.has(name)) return [];
    const kind = typeof shape === "string" ? kindOf(shape) : "text";
    return [{ title: name, kind, value: (row) => cellOf(row[name], kind) }];
  });
}

type Cell = ReturnType<ExportColumn<Row>["value"]>;

function cellOf(value: unknown, kind: ExportColumn<Row>["kind"]): Cell {
  if (value === null || value === undefined) return null;
  if (kind === "moment") return new Date(String(value));
  if (typeof value === "number") return value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function kindOf(type: Scalar): ExportColumn<Row>["kind"] {
  switch (type) {
    case "int":
    case "int or nil":
      return "integer";
    case "money":
    case "money or nil":
      return "amount";
    case "day":
    case "day or nil":
      return "day";
    case "dateTime.iso8601":
    case "dateTime.iso8601 or nil":
    case "time":
    case "time or nil":
      return "moment";
    default:
      return "text";
  }
}
