"use client";

import { addressOf } from "@/components/list/list-query";
import { StopMark } from "@/components/list/stop-mark";
import { Badge } from "@/components/ui/page";
import { Table, Th } from "@/components/ui/table";
import type { Column } from "./columns";
import type { CustomerRow, CustomersWords, ShownCell, ShownCustomers } from "./shown";

const figures: readonly Column[] = ["id", "balance", "credit_limit", "available"];
/** On a phone these show without their names, or not at all. */
const usual: readonly Column[] = ["parent", "balance", "credit_limit", "available"];

/** The list of customers as a table, with plain links: nine elements a row at most, since a page has fifty. */
export function CustomerTable({
  shown,
  rows,
  words,
  columnNames,
  choosePage,
}: {
  readonly shown: ShownCustomers;
  readonly rows: readonly CustomerRow[];
  readonly words: CustomersWords;
  readonly columnNames: Readonly<Record<Column, string>>;
  /** each row has a box, in a `Selection`; this names the box of the whole page */
  readonly choosePage: string | null;
}) {
  const { columns, asked } = shown;
  const head = (column: Column | "name") => sorting(column, asked);
  return (
    <Table
      label={words.title}
      columns={columns.length + 1}
      look={lookOf(columns)}
      head={
        <>
          <Th
            {...head("name")}
            before={
              choosePage === null ? null : (
                <input type="checkbox" data-all aria-label={choosePage} className="check scripted" />
              )
            }
          >
            {words.name}
          </Th>
          {columns.map((column) => {
            const canSort = shown.sortable.includes(column);
            return (
              <Th key={column} numeric={figures.includes(column)} {...(canSort ? head(column) : {})}>
                {columnNames[column]}
              </Th>
            );
          })}
        </>
      }
    >
      {rows.map(([id, name, cells, more]) => (
        <tr key={id}>
          <td>
            {choosePage === null ? null : (
              <input type="checkbox" name="ids" value={id} aria-label={name} className="check" />
            )}
            <a href={`/customers/${id}`}>{name}</a>
            {more?.stop === true ? <Badge tone="danger">{words.blocked}</Badge> : null}
            {typeof more?.stop === "object" ? <StopMark stop={more.stop} word={words.stopped_above} /> : null}
            {more?.found === undefined ? null : <small>{more.found}</small>}
          </td>
          {cells.map((cell, index) => {
            const column = columns[index] as Column;
            return (
              <td
                key={column}
                className={classOf(cell)}
                data-label={usual.includes(column) || cell === "" ? undefined : columnNames[column]}
              >
                {contentOf(cell)}
              </td>
            );
          })}
        </tr>
      ))}
    </Table>
  );
}

/** The classes that place the columns: figures at the right, and on a phone balance and parent. */
function lookOf(columns: readonly Column[]): string {
  const place = (column: Column) => columns.indexOf(column) + 2;
  const numeric = columns.filter((column) => figures.includes(column)).map((column) => `n${place(column)}`);
  const right = columns.includes("balance") ? [`r${place("balance")}`] : [];
  const below = columns[0] === "parent" ? ["p2"] : [];
  return ["names two", ...numeric, ...right, ...below].join(" ");
}

function classOf(cell: ShownCell): string | undefined {
  if (cell === "") return "zero";
  if (typeof cell === "string" || typeof cell[1] === "number") return undefined;
  return cell[1] === "neg" ? "neg" : "zero";
}

function contentOf(cell: ShownCell) {
  if (cell === "") return "–";
  if (typeof cell === "string") return cell;
  const [text, kind] = cell;
  return typeof kind === "number" ? <a href={`/customers/${kind}`}>{text}</a> : text;
}

function sorting(column: Column | "name", asked: ShownCustomers["asked"]) {
  const present = typeof asked.sort === "string" && asked.sort ? asked.sort : "name";
  const descending = present === column && asked.order === "desc";
  const sorted =
    present === column ? (descending ? ("descending" as const) : ("ascending" as const)) : undefined;
  const order = present === column && !descending ? "desc" : null;
  return { href: addressOf("/customers", asked, { sort: column, order, after: null }), sorted };
}
