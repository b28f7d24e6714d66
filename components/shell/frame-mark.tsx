"use client";

import { useRouter } from "next/navigation";
import { createContext, useContext, useEffect } from "react";
import { PaperLine } from "../brand/paper-line";

/** The mark of what the frame around a page shows. */
export const FrameMarkContext = createContext("");

/** A mark of whose frame it is; rows that come alone must be of the same. */
export const FrameIsOf = createContext("");

/**
 * Moving to another page draws the page alone. Where the page knows of other rights, another brand, language or support
 * session than the frame shows, this fetches the whole anew. It also has what the page says of itself on paper, since one
 * part of the browser's costs each page less than two.
 */
export function FrameMark({ mark, printed }: { readonly mark: string; readonly printed: string }) {
  const shown = useContext(FrameMarkContext);
  const router = useRouter();
  useEffect(() => {
    if (shown !== mark) router.refresh();
  }, [shown, mark, router]);
  return <PaperLine printed={printed} />;
}
