import { attributeOf, type CustomerValues, isAttributeName } from "@/attributes/customer";
import { type CellContext, readCell } from "../../files/import/cells/read-cell";
import type { Target } from "../../files/import/target";
import { Refusal } from "../../ground/refusal";
import { readAttribute } from "../../record/read-attributes";
import type { ImportAct } from "../acts/import-act";
import { type KeptRefusal, keptRefusal } from "../job/kept-refusal";
import type { ImportProblem } from "./import-row";

/** What the cells of a row say. */
export type ReadCells = {
  /** the values that its cells say, and those that are the same for all */
  readonly values: Partial<CustomerValues>;
  readonly problems: readonly ImportProblem[];
  /** the file says that the customer is blocked */
  readonly blocked: boolean;
};

/** Reads the cells of a row, each for itself, so that all that is wrong is known at once. */
export function readCells(
  { columns, all }: Pick<ImportAct, "columns" | "all">,
  cells: readonly string[],
  context: CellContext,
): ReadCells {
  const values: Record<string, unknown> = { ...all };
  const problems: ImportProblem[] = [];
  // an unquoted delimiter has moved what follows into other columns
  if (cells.length > columns.length) {
    const message = "A row has more cells than the file has columns";
    problems.push({
      ...keptRefusal(
        new Refusal(400, message, undefined, { key: "import_long_row", values: { cells: cells.length } }),
      ),
      column: null,
    });
  }
  let blocked = false;
  for (const [column, target] of columns.entries()) {
    if (!isAttributeName(target) && target !== "blocked") continue;
    const read = readCell(target, cells[column] ?? "", context);
    if ("absent" in read) continue;
    if (target === "blocked") {
      if ("problem" in read) problems.push({ ...problemIn(target, read.problem), column });
      else blocked = read.value === true;
      continue;
    }
    const judged = "problem" in read ? problemIn(target, read.problem) : judge(target, read.value);
    if ("value" in judged) values[target] = judged.value;
    else problems.push({ ...judged, column });
  }
  // the registry has read each of them
  return { values: values as Partial<CustomerValues>, problems, blocked };
}

type Judged = { readonly value: unknown } | KeptRefusal;

/** What the dictionaries and the settings of this system say of it. */
function judge(name: Parameters<typeof readAttribute>[0], raw: unknown): Judged {
  try {
    return { value: readAttribute(name, raw) };
  } catch (error) {
    if (error instanceof Refusal) return keptRefusal(error);
    throw error;
  }
}

function problemIn(
  name: string,
  {
    message,
    key,
    values,
  }: { readonly message: string; readonly key: string; readonly values?: KeptRefusal["values"] },
): KeptRefusal {
  return keptRefusal(
    new Refusal(400, `Parameter ${name} ${message}`, name, { key, ...(values ? { values } : {}) }),
  );
}

/** The column that names the parent; null: none */
export function parentColumn({ columns }: Pick<ImportAct, "columns">): number | null {
  const at = columns.indexOf("parent");
  return at === -1 ? null : at;
}

/** The column of an attribute; null: it has none */
export function columnOf({ columns }: Pick<ImportAct, "columns">, attribute: string | null): number | null {
  // of a new customer the login comes from the name
  const wanted = attribute === "web_login" && !columns.includes("web_login") ? "name" : attribute;
  const at = columns.findIndex((target) => target !== "ignore" && target === wanted);
  return at === -1 ? null : at;
}

/** Whether the cells of a column hold secrets. */
export function isSecret(target: Target | undefined): boolean {
  return target !== undefined && isAttributeName(target) && attributeOf(target).kind.kind === "secret";
}
