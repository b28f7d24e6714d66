"use client";

import { useContext, useEffect, useRef } from "react";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
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
      {shown.counts.length > 0 ? (
        <dl className="preview-counts mb-3">
          {shown.counts.map(({ name, label, count }) => (
            <div key={name} data-count={name}>
              <dt>{label}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p role="status" className="text-muted">
        {shown.note}
      </p>
      {shown.ended ? null : (
        <>
          <progress max={1} value={shown.share} aria-label={shown.note} className="preview-share" />
          <noscript>
            <meta httpEquiv="refresh" content="2" />
            <a href={page} className="underline underline-offset-2">
              {words.again}
            </a>
          </noscript>
        </>
      )}
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
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
