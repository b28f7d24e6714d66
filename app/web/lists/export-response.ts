import { randomBytes } from "node:crypto";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { isDatabaseAway } from "@/server/database/is-away";
import {
  type ExportColumn,
  type ExportType,
  exportFile,
  exportTypes,
} from "@/server/files/export/export-file";
import { log } from "@/server/ground/log";
import { Refusal } from "@/server/ground/refusal";
import type { Days } from "@/server/ground/time/calendar";
import { todayIn } from "@/server/ground/time/clock";
import { quotableText } from "../forms/refusal-text";
import { type Filters, filterProblems } from "./filters";

type Exported<Row> = {
  readonly name: string;
  /** the days that the rows are of; without, they are of today: `customers-2026-11-23.csv` */
  readonly days?: Days;
  /** in the reader's language */
  readonly title: string;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: AsyncIterable<readonly Row[]>;
  /** the filters that nobody can read: a file without them would not be the one that was asked for */
  readonly wrong?: Filters<string>["wrong"];
};

/**
 * Sends a table as a download, in the format that the address asks for (`?format=csv` or `xlsx`) or else in the reader's,
 * with times in the reader's zone. It reads the first batch before it sends anything, so that a refusal can still be a
 * page with its status. A later failure cuts the connection and is logged under a reference.
 */
export async function exportResponse<Row>(
  session: LiveSession,
  request: Request,
  { name, days, title, columns, rows, wrong }: Exported<Row>,
): Promise<Response> {
  if (wrong && wrong.size > 0) return plain(await wrongText(wrong), 400);
  try {
    const begun = await begin(rows, name);
    const format = formatOf(session, request);
    const { timeZone } = session;
    const file = exportFile({ format, title, columns, rows: begun, timeZone });
    const dated = days ? `${days.since}-to-${days.until}` : todayIn(timeZone);
    return new Response(file.body, {
      headers: {
        "content-type": file.contentType,
        "content-disposition": `attachment; filename="${name}-${dated}.${file.extension}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof Refusal) return plain(await quotableText(error), error.code);
    const t = await getTranslations("refusals");
    const reference = noted(error, name);
    return isDatabaseAway(error) ? plain(t("code_503"), 503) : plain(t("code_500", { reference }), 500);
  }
}

/** The answer to somebody who is not logged in, or only half. */
export async function notLoggedIn(): Promise<Response> {
  return plain((await getTranslations("refusals"))("code_401"), 401);
}

/** Says of each wrong filter, by its name in the address, why nobody can read it. */
async function wrongText(wrong: Filters<string>["wrong"]): Promise<string> {
  const problems = Object.entries(await filterProblems({ wrong }));
  return problems.map(([name, text]) => `${name}: ${text}`).join("\n");
}

/** Reads the first batch and returns all rows. @throws what reading it throws */
async function begin<Row>(
  rows: AsyncIterable<readonly Row[]>,
  name: string,
): Promise<AsyncIterable<readonly Row[]>> {
  const iterator = rows[Symbol.asyncIterator]();
  let first: IteratorResult<readonly Row[]> | null = await iterator.next();
  const begun: AsyncIterator<readonly Row[]> = {
    async next() {
      if (first !== null) {
        const batch = first;
        first = null;
        return batch;
      }
      try {
        return await iterator.next();
      } catch (error) {
        noted(error, name);
        throw error;
      }
    },
    async return() {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => begun };
}

function formatOf(session: LiveSession, request: Request): ExportType {
  const asked = new URL(request.url).searchParams.get("format");
  if (asked === "csv" || asked === "xlsx") return exportTypes[asked];
  return session.i_export_type === exportTypes.xlsx ? exportTypes.xlsx : exportTypes.csv;
}

/** @returns the reference in the log */
function noted(error: unknown, name: string): string {
  const reference = randomBytes(4).toString("hex");
  log.error({ err: error, reference, export: name }, "an export failed");
  return reference;
}

function plain(text: string, status: number): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
