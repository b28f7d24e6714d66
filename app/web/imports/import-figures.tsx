"use client";

import { useContext, useEffect, useRef } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
import { PreviewProgress } from "../jobs/preview-progress";
import type { ShownImport } from "./shown-import";

/**
 * What would become of the rows of a file, which grows while one looks; before JavaScript by a reload. When all is known the
 * page comes anew, with the rows that have a problem.
 */
export function ImportFigures({
  route,
  page,
  first,
  words,
}: {
  readonly route: string;
  readonly page: string;
  readonly first: ShownImport;
  readonly words: Readonly<Record<"again" | "rows", string>>;
}) {
  const shown = usePolled(first.ended ? null : route, first, useContext(FrameIsOf), ({ ended }) => !ended);
  const came = useRef(first.ended);
  useEffect(() => {
    if (shown.ended && !came.current) window.location.replace(page);
  }, [shown.ended, page]);
  return (
    <div data-part="preview" aria-busy={shown.ended ? undefined : true}>
      <PreviewProgress shown={shown} here={page} again={words.again} />
      {shown.groups.length > 0 ? (
        <ul className="preview-groups">
          {shown.groups.map((group) => (
            <li key={`${group.key} ${group.text}`}>
              <b>{group.count}</b> {group.text}{" "}
              <a
                href={`${page}?${new URLSearchParams({ key: group.key })}#problems`}
                className="underline underline-offset-2"
              >
                {words.rows}
              </a>
              {group.mend ? (
                <>
                  {" · "}
                  <a href={group.mend.href} className="underline underline-offset-2">
                    {group.mend.label}
                  </a>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
