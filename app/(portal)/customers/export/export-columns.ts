import { contactColumnNames, contactColumns, eachOf } from "@/attributes/lists";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { FoundCustomer } from "@/server/customers/find-customers";
import type { ExportColumn } from "@/server/files/export/export-file";
import { type Column, columns, isUsual } from "../columns";

type FileColumn = Column | "name" | "state";
type Cell = Omit<ExportColumn<FoundCustomer>, "title">;

/**
 * The columns of the file: the name, then the columns that the list shows, and unless somebody chose
 * others the state, which the list shows beside the name. A file with amounts has the currency too.
 * Contact data below the direct level is empty, because the operation withholds it.
 * @param title gives a column's title in the reader's language
 * @param state gives a customer's state in the reader's language
 */
export function exportColumns(
  chosen: readonly Column[],
  title: (column: FileColumn) => string,
  state: (customer: FoundCustomer) => string,
): ExportColumn<FoundCustomer>[] {
  const cells = {
    name: { kind: "text", value: ({ name }) => name },
    id: { kind: "integer", value: ({ i_customer }) => i_customer },
    login: { kind: "text", value: ({ web_login }) => web_login },
    parent: { kind: "text", value: ({ parent_name }) => parent_name },
    ...eachOf(contactColumnNames, (column): Cell => {
      return { kind: "text", value: (customer) => customer[contactColumns[column]] };
    }),
    balance: { kind: "amount", value: ({ balance }) => balance },
    credit_limit: { kind: "amount", value: ({ credit_limit }) => credit_limit },
    available: {
      kind: "amount",
      value: ({ balance, credit_limit }) => fromMillionths(millionths(balance) + millionths(credit_limit)),
    },
    currency: { kind: "text", value: ({ base_currency }) => base_currency },
    state: { kind: "text", value: state },
    created: { kind: "moment", value: ({ created_at }) => created_at },
  } satisfies Record<FileColumn, Cell>;
  const hasAmount = chosen.some((column) => cells[column].kind === "amount");
  const shown = columns.filter((column) => chosen.includes(column) || (column === "currency" && hasAmount));
  const last = shown.filter((column) => column === "created");
  const others = shown.filter((column) => column !== "created");
  const stateToo = isUsual(chosen) ? (["state"] as const) : [];
  return (["name", ...others, ...stateToo, ...last] as const).map((column) => ({
    title: title(column),
    ...cells[column],
  }));
}
