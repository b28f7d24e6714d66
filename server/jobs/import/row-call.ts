import { type AttributeName, namesOf } from "@/attributes/customer";
import type { CustomerRow } from "../../record/customer-row";
import type { Call } from "../acts/act";
import { changedLater, type ImportAct } from "../acts/import-act";
import { generatedPassword } from "./generated-passwords";
import type { ImportProblem, ImportRow, TwinBy } from "./import-row";
import { columnOf, parentColumn, type ReadCells } from "./read-row";

/** The call that makes the customer of a row, without its parent. */
export function createCall(act: ImportAct, { values }: ReadCells, row: number): Call {
  const { web_password: given, ...others } = values;
  const password =
    act.first === "column" ? given : act.first === "generated" ? generatedPassword(act, row) : undefined;
  return {
    operation: "createCustomer",
    raw: {
      // a tariff must be said, and an empty cell says: the parent's
      ...(act.columns.includes("i_tariff") ? { i_tariff: null } : {}),
      ...others,
      ...(act.first === "invitation" ? { invite: "1" } : {}),
      ...(password === undefined ? {} : { web_password: password }),
      must_change: act.must_change ? "1" : "0",
    },
  };
}

/** The call that changes the customer that there is; null: it is so already. */
export function updateCall(act: ImportAct, { values }: ReadCells, customer: CustomerRow): Call | null {
  const wanted = changedLater(act);
  const raw = Object.fromEntries(
    namesOf(values).flatMap((name) =>
      wanted.includes(name) && values[name] !== stored(customer, name) ? [[name, values[name]]] : [],
    ),
  );
  return Object.keys(raw).length === 0 ? null : { operation: "updateCustomer", raw };
}

function stored(customer: CustomerRow, name: AttributeName): unknown {
  return (customer as Readonly<Record<string, unknown>>)[name];
}

/** What is wrong with a row by what there is beside it; none where all is well. */
export function problemsOfPlace(
  act: ImportAct,
  row: Pick<
    ImportRow,
    "i_customer" | "i_parent" | "parent_row" | "parent_key" | "level" | "twin" | "twin_by" | "addressed"
  >,
  theirs: number | null,
): ImportProblem[] {
  const found: ImportProblem[] = [];
  const add = (key: string, column: number | null, values: Readonly<Record<string, string | number>> = {}) =>
    found.push({ code: 409, message: sentences[key] ?? key, attribute: null, key, values, column });
  const keyColumn = columnOf(
    act,
    act.key === "id" ? "i_customer" : act.key === "name" ? "name" : "web_login",
  );
  const parent = parentColumn(act);
  if (row.twin !== null && row.twin_by !== null) {
    const { key, attribute } = twins[row.twin_by];
    add(key, attribute === null ? keyColumn : columnOf(act, attribute), { row: row.twin });
  }
  if (row.level === null) add("import_own_parent", parent);
  if (row.i_customer === null && act.mode === "update") add("import_not_there", keyColumn);
  if (row.i_customer !== null && act.mode === "create") add("import_there", keyColumn);
  if (row.i_customer === null && row.i_parent === null && row.parent_row === null && row.level !== null)
    add("import_no_parent", parent);
  // an import moves nobody
  if (row.i_customer !== null && row.parent_key !== null && row.i_parent !== theirs)
    add("import_other_parent", parent);
  if (row.i_customer === null && act.first === "invitation" && row.addressed > mostToAddress)
    add("import_one_address", columnOf(act, "email"), { max: mostToAddress });
  return found;
}

/** What stands against a row that cannot be done beside another, and in the column of which attribute. null: in the key's */
const twins: {
  readonly [By in TwinBy]: { readonly key: string; readonly attribute: AttributeName | null };
} = {
  customer: { key: "import_twin", attribute: null },
  name: { key: "import_twin_name", attribute: "name" },
  login: { key: "import_twin_login", attribute: "web_login" },
  host: { key: "import_one_host", attribute: "dns_alias" },
  held_name: { key: "import_held", attribute: "name" },
  held_login: { key: "import_held", attribute: "web_login" },
};

/** More invitations to one address within an hour are refused. */
const mostToAddress = 5;

const sentences: Readonly<Record<string, string>> = {
  import_twin: "Another row of the file is about the same customer",
  import_twin_name: "Another row of the file has the same name",
  import_twin_login: "Another row of the file has the same login",
  import_one_host: "Another row of the file wants the same host name",
  import_held: "The customer of another row has this until that row has been imported",
  import_own_parent: "The customer stands above itself",
  import_not_there: "There is no such customer in the scope",
  import_there: "There is such a customer already",
  import_no_parent: "There is no such parent, neither in the scope nor in the file",
  import_other_parent: "The customer belongs to another parent, and an import moves nobody",
  import_one_address: "Too many rows have this address for their invitation",
};
