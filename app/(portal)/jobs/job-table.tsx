"use client";

import { Badge } from "@/components/ui/page";
import { Progress } from "@/components/ui/progress";
import { Table, Td, Th } from "@/components/ui/table";
import type { JobRow, JobsWords } from "./shown";

/** Jobs, one a row: what it does, to whom, who began it and when, and how far it is or what it did. */
export function JobTable({
  label,
  rows,
  words,
}: {
  readonly label: string;
  readonly rows: readonly JobRow[];
  readonly words: JobsWords;
}) {
  return (
    <Table
      label={label}
      columns={6}
      head={
        <>
          <Th>{words.job}</Th>
          <Th>{words.whom}</Th>
          <Th>{words.by}</Th>
          <Th>{words.since}</Th>
          <Th>{words.took}</Th>
          <Th>{words.results}</Th>
        </>
      }
    >
      {rows.map(({ i_job, title, how, whom, filter, progress, ...row }) => (
        <tr key={i_job}>
          <Td className="min-w-40">
            <a href={`/jobs/${i_job}`}>
              <b>{title}</b>
            </a>
            {row.stopped ? (
              <>
                {" "}
                <Badge>{words.stopped}</Badge>
              </>
            ) : null}
            <Small text={how} />
          </Td>
          <Td className="min-w-28">
            {whom}
            <Small text={filter} />
          </Td>
          <Td label={words.by} className="cut min-w-20">
            {row.by}
          </Td>
          <Td label={words.since} className="whitespace-nowrap tabular-nums">
            {row.since}
          </Td>
          <Td label={words.took} className="whitespace-nowrap tabular-nums">
            {row.took}
          </Td>
          <Td place="line" className="min-w-48">
            {progress ? <Progress label={title} share={progress.share} text={progress.text} /> : null}
            {progress ? <Small text={row.results} /> : row.results}
          </Td>
        </tr>
      ))}
    </Table>
  );
}

function Small({ text }: { readonly text: string }) {
  if (text === "") return null;
  return (
    <span className="line-clamp-2 max-w-80 text-[0.8125rem] wrap-anywhere text-muted" title={text}>
      {text}
    </span>
  );
}
