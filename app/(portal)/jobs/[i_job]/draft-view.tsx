"use client";

import { useContext } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
import { PreviewProgress } from "../../../web/jobs/preview-progress";
import type { ShownDraft, ShownGroup } from "./draft-shown";

/** The figures of a preview, which grow while one looks; before JavaScript by a reload. */
export function DraftView({
  route,
  first,
  words,
}: {
  readonly route: string;
  readonly first: ShownDraft;
  readonly words: Readonly<Record<"again" | "see" | "here", string>>;
}) {
  const shown = usePolled(first.ended ? null : route, first, useContext(FrameIsOf), ({ ended }) => !ended);
  return (
    <div data-part="preview" aria-busy={shown.ended ? undefined : true}>
      <PreviewProgress shown={shown} here={words.here} again={words.again} />
      {shown.groups.length > 0 ? (
        <ul className="preview-groups">
          {shown.groups.map((group) => (
            <Group key={group.text} group={group} see={words.see} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Group({ group, see }: { readonly group: ShownGroup; readonly see: string }) {
  return (
    <li>
      <p>
        <b>{group.count}</b> {group.text}
      </p>
      <p className="text-[0.8125rem] text-muted">
        {see}{" "}
        {group.customers.map(({ i_customer, name }, index) => (
          <span key={i_customer}>
            {index > 0 ? ", " : null}
            <a href={`/customers/${i_customer}`} className="underline underline-offset-2">
              {name}
            </a>
          </span>
        ))}
        {group.more ? ` ${group.more}` : null}
      </p>
      {group.advice === "" ? null : <p className="text-[0.8125rem] text-muted">{group.advice}</p>}
      {group.mend ? (
        <p>
          <a href={group.mend.href} className="underline underline-offset-2">
            {group.mend.label}
          </a>
        </p>
      ) : null}
    </li>
  );
}
