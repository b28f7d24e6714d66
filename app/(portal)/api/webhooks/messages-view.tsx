"use client";

import { LiveList } from "@/components/list/live-list";
import { Segments } from "@/components/ui/segments";
import { Pages, type ShownPages, Table, Td, Th } from "@/components/ui/table";
import { type MessageStanding, Standing } from "./message-standing";

/** What the log of a webhook shows at an address. */
export type ShownMessages = {
  readonly query: string;
  /** links to the messages of each state */
  readonly states: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  readonly rows: readonly {
    readonly i_message: string;
    readonly href: string;
    readonly event: string;
    /** '': it really happened */
    readonly example: string;
    readonly about: string;
    readonly happened: string;
    readonly standing: MessageStanding;
    readonly tries: string;
    /** '': it does not wait */
    readonly next_try: string;
  }[];
  readonly pages: ShownPages;
};

export type MessagesWords = Readonly<
  Record<"messages" | "event" | "about" | "happened" | "state" | "tries" | "next_try" | "none", string>
>;

/** The log of a webhook: what the page came with, and after that rows alone. @param here the path of its page */
export function MessagesView({
  here,
  first,
  words,
}: {
  readonly here: string;
  readonly first: ShownMessages;
  readonly words: MessagesWords;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {({ states, rows, pages }) => (
        <>
          <div className="mb-4 flex overflow-x-auto">
            <Segments label={words.state} links={states} />
          </div>
          {rows.length > 0 ? (
            <Table
              label={words.messages}
              look="names"
              head={
                <>
                  <Th>{words.event}</Th>
                  <Th>{words.about}</Th>
                  <Th>{words.happened}</Th>
                  <Th>{words.state}</Th>
                  <Th numeric>{words.tries}</Th>
                  <Th>{words.next_try}</Th>
                </>
              }
            >
              {rows.map((row) => (
                <tr key={row.i_message}>
                  <td>
                    <a href={row.href}>{row.event}</a>
                    {row.example ? <div className="text-[0.8125rem] text-muted">{row.example}</div> : null}
                  </td>
                  <Td place="line" className="wrap-anywhere sm:min-w-32">
                    {row.about}
                  </Td>
                  <Td label={words.happened} className="tabular-nums sm:whitespace-nowrap">
                    {row.happened}
                  </Td>
                  <Td place="line" className="sm:min-w-44">
                    <Standing {...row.standing} />
                  </Td>
                  <Td numeric label={words.tries}>
                    {row.tries}
                  </Td>
                  <Td
                    label={words.next_try}
                    className={row.next_try ? "tabular-nums sm:whitespace-nowrap" : "zero"}
                  >
                    {row.next_try || "–"}
                  </Td>
                </tr>
              ))}
            </Table>
          ) : (
            <p className="text-muted">{words.none}</p>
          )}
          <Pages label={words.messages} {...pages} />
        </>
      )}
    </LiveList>
  );
}
