"use client";

import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Table, Td, Th } from "@/components/ui/table";
import { endSupportSessionAction } from "../../../web/support/actions";
import type { SessionRow, SessionsWords } from "./shown";

/** Support sessions, one a row: who, as whom, why, when, and how many changes; running ones have a button to end them. */
export function SessionTable({
  label,
  rows,
  words,
}: {
  readonly label: string;
  readonly rows: readonly SessionRow[];
  readonly words: SessionsWords;
}) {
  return (
    <Table
      label={label}
      columns={7}
      head={
        <>
          <Th>{words.staff}</Th>
          <Th>{words.customer}</Th>
          <Th>{words.reason}</Th>
          <Th>{words.since}</Th>
          <Th>{words.standing}</Th>
          <Th numeric>{words.changes}</Th>
          <Th>
            <span className="sr-only">{words.end_now}</span>
          </Th>
        </>
      }
    >
      {rows.map(({ reference, customer: [name, i_customer], ...row }) => (
        <tr key={reference}>
          <Td className="cut min-w-20">{row.login}</Td>
          <Td className="cut min-w-28">
            {i_customer === undefined ? name : <a href={`/customers/${i_customer}`}>{name}</a>}
          </Td>
          <Td place="line" className="max-w-96 min-w-40 wrap-anywhere">
            <span className="block">{row.reason}</span>
            <a
              href={`/support/sessions/${reference}`}
              aria-label={row.label}
              className="font-mono text-[0.8125rem] text-muted"
            >
              {row.spelled}
            </a>
          </Td>
          <Td label={words.since} className="whitespace-nowrap tabular-nums">
            {row.since}
          </Td>
          <Td>
            {row.standing}
            <span className="block text-[0.8125rem] whitespace-nowrap text-muted tabular-nums">
              {row.until}
            </span>
          </Td>
          <Td numeric label={words.changes}>
            {row.changes}
          </Td>
          <Td place="acts">
            {row.endable ? (
              <ActionForm action={endSupportSessionAction} prefix={reference}>
                <input type="hidden" name="reference" value={reference} />
                <SubmitButton look="quiet">{words.end_now}</SubmitButton>
              </ActionForm>
            ) : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
