"use client";

import { StopMark } from "@/components/list/stop-mark";
import { Table, Td, Th } from "@/components/ui/table";
import type { BlockRow, BlocksWords } from "./shown";

/** Lists the blocks, each with a link to lift it if the reader may. */
export function BlockTable({
  rows,
  words,
}: {
  readonly rows: readonly BlockRow[];
  readonly words: BlocksWords;
}) {
  // most blocks come without one
  const notes = rows.some(({ note }) => note !== "");
  return (
    <Table
      label={words.title}
      columns={notes ? 8 : 7}
      look="blocks n6"
      head={
        <>
          <Th>{words.customer}</Th>
          <Th>{words.parent}</Th>
          <Th>{words.reason}</Th>
          <Th>{words.by}</Th>
          <Th>{words.since}</Th>
          <Th>{words.below}</Th>
          {notes ? <Th>{words.note}</Th> : null}
          <Th>
            <span className="sr-only">{words.unblock}</span>
          </Th>
        </>
      }
    >
      {rows.map(({ i_block, i_customer, name, stop, parent, lift, ...row }) => (
        <tr key={i_block}>
          <Td className="cut min-w-28">
            <a href={`/customers/${i_customer}`}>
              <b>{name}</b>
            </a>
            {stop ? <StopMark stop={stop} word={words.stopped_above} /> : null}
          </Td>
          <Td className="cut min-w-20" label={words.parent}>
            <a href={`/customers/${parent[0]}`}>{parent[1]}</a>
          </Td>
          <Td label={words.reason}>{row.reason || null}</Td>
          <Td className="cut min-w-24" label={words.by}>
            {row.by}
          </Td>
          <Td label={words.since} className="whitespace-nowrap tabular-nums">
            {row.since}
          </Td>
          <Td label={words.below}>{row.below}</Td>
          {notes ? (
            <Td place="line" label={words.note} className="min-w-32 wrap-anywhere sm:max-w-72">
              {row.note || null}
            </Td>
          ) : null}
          <Td place="acts">
            {lift ? (
              <a href={`/customers/${i_customer}/unblock`} className="row-act" aria-label={lift}>
                {words.unblock}
              </a>
            ) : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
