"use client";

import type { ReactNode } from "react";
import { ListMoves, type Shown, useList } from "./use-list";

/** A list whose pages, sorting and filters fetch rows alone; before JavaScript all of them are links and a form. */
export function LiveList<List extends Shown>(props: {
  readonly route: string;
  readonly first: List;
  readonly children: (shown: List) => ReactNode;
}) {
  const { shown, pending, move, follow, asked } = useList(props.route, props.first);
  return (
    <ListMoves value={{ move, pending, asked, shown: shown.query }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: what people press are the links in it */}
      <div onClick={follow} aria-busy={pending || undefined} className="live-list">
        {props.children(shown)}
      </div>
    </ListMoves>
  );
}
