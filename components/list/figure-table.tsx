"use client";

import type { ReactNode } from "react";
import { Table, Th } from "../ui/table";
import type { FigureCell } from "./figure-cell";

/** A row: its first cell, and the others. */
export type FigureRow = readonly [key: string | number, first: ReactNode, cells: readonly FigureCell[]];

/** A table of figures. A page has a hundred rows, so they are drawn from values, and cells have nothing in them but text. */
export function FigureTable({
  label,
  heads,
  look,
  looks = [],
  rows,
  leads,
  empty,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  /** the table's classes, by which columns are figures and which matters on a phone: see `Table` */
  readonly look: string;
  /** the classes of columns that are no figures, if they need any */
  readonly looks?: readonly string[];
  readonly rows: readonly FigureRow[];
  /** says where the links in cells lead */
  readonly leads?: string;
  /** names the columns in which nothing stands, which are left out */
  readonly empty?: string;
}) {
  const places = look.split(" ");
  const table = (
    <Table
      label={label}
      columns={heads.length}
      look={look}
      head={heads.map((head, column) => (
        <Th key={head} numeric={places.includes(`n${column + 1}`)}>
          {head}
        </Th>
      ))}
    >
      {rows.map(([key, first, cells]) => (
        <tr key={key}>
          <td className={looks[0]}>{first}</td>
          {cells.map((cell, index) => (
            <Cell
              key={heads[index + 1]}
              cell={cell}
              look={looks[index + 1]}
              leads={leads}
              head={places.includes(`r${index + 2}`) ? undefined : heads[index + 1]}
            />
          ))}
        </tr>
      ))}
    </Table>
  );
  if (!empty) return table;
  return (
    <>
      {table}
      <p className="mt-3 text-[0.8125rem] text-muted">{empty}</p>
    </>
  );
}

function Cell({
  cell,
  look,
  leads,
  head,
}: {
  readonly cell: FigureCell;
  readonly look: string | undefined;
  readonly leads: string | undefined;
  readonly head: string | undefined;
}) {
  if (cell === "") return <td />;
  if (cell === 0) return <td className="zero">–</td>;
  const [text, how] = typeof cell === "string" ? [cell, undefined] : cell;
  return (
    <td className={how === "neg" ? "neg" : look} data-label={head}>
      {how === undefined || how === "neg" ? (
        text
      ) : (
        <a href={how} title={leads} className="underline decoration-line-strong underline-offset-3">
          {text}
        </a>
      )}
    </td>
  );
}
