import type { Actor } from "../../actor/actor";
import { type ExportColumn, exportFile, exportTypes } from "../../files/export/export-file";
import type { Members, Scalar } from "../calls/shape";
import { begunWith } from "../calls/streamed";
import { demandAreas } from "./demand-areas";
import type { Found } from "./find-route";
import { streamed } from "./formats";
import { enter, spendCall } from "./limits";
import { type Answer, begun, callOf, nextIn, withFields } from "./perform";
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
      return { ...answerIn(format, asking, asked, begunWith(first, batches)), ended: leave };
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
  asked: Asked,
): AsyncGenerator<Row[]> {
  const call = callOf(route);
  let after: string | null | undefined;
  do {
    // the first call alone is in the history of a trusted host
    const choice = after === undefined ? {} : ({ continues: true } as const);
    // a slow reader may outlive the key, or what it reached
    const reader = after === undefined ? actor : await admit();
    demandAreas(reader, route, asked);
    const page = route.list === "pages" ? { limit: batchSize, after } : {};
    const output = await call.operation(reader, { ...asked.raw, ...page }, choice);
    const formed = inForm({ struct: call.returns }, output) as Row;
    const rows = formed[route.of ?? ""];
    if (!Array.isArray(rows)) throw new Error(`${route.call} answers with a list`);
    yield rows.map((row: Row) => withFields(row, asked));
    after = route.list === "pages" ? nextIn(output) : null;
  } while (after !== null);
}

function answerIn(
  format: Format,
  { route }: Asking,
  { fields }: Asked,
  batches: AsyncIterable<readonly Row[]>,
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
