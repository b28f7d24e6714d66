"use client";

import { useState } from "react";
import { Table, Th } from "../ui/table";
import { Picture, type PictureValues } from "./picture";

/** A chart in words that are ready to be read: server and browser draw the same of it. */
export type ChartValues = PictureValues & {
  readonly title: string;
  /** what of it, in small beside the title */
  readonly note: string;
  /** the link to the table of its figures */
  readonly table: { readonly word: string; readonly href: string; readonly open: boolean };
  /** stands in place of the picture where there is too little to draw */
  readonly instead?: string;
  /** whether there is nothing at all */
  readonly empty?: true;
};

/**
 * A section with a chart and a table that says the same, for screen readers and for whoever prefers figures. The table has
 * many cells, so it comes when it is asked for; before JavaScript with a page of its own.
 */
export function Chart({ title, note, table, instead, empty, ...picture }: ChartValues) {
  const [isOpen, setOpen] = useState(table.open);
  return (
    <section className="chart-section">
      <h2>
        {title} <small>{note}</small>
      </h2>
      <a
        href={table.href}
        className="chart-link"
        aria-expanded={isOpen}
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {table.word}
        <span className="sr-only">: {title}</span>
      </a>
      {instead === undefined ? (
        <Picture {...picture} label={title} />
      ) : (
        <p className={empty ? "chart-empty" : undefined}>
          <span>{instead}</span>
        </p>
      )}
      {isOpen ? <Figures title={title} heads={picture.heads} rows={picture.rows} /> : null}
    </section>
  );
}

function Figures({ title, heads, rows }: Pick<ChartValues, "heads" | "rows"> & { readonly title: string }) {
  return (
    <Table
      label={title}
      head={heads.map((head, index) => (
        <Th key={head} numeric={index > 0}>
          {head}
        </Th>
      ))}
    >
      {rows.map(([name, ...cells]) => (
        <tr key={name}>
          <td>{name}</td>
          {cells.map((cell, index) => (
            <td
              // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the order of their heads
              key={index}
              className={index === cells.length - 1 ? "num at-right" : "num"}
              data-label={index === cells.length - 1 ? undefined : heads[index + 1]}
            >
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}
