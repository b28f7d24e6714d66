"use client";

import { useRouter } from "next/navigation";
import { createContext, useContext, useEffect } from "react";

/** The mark of what the frame around a page shows. */
export const FrameMarkContext = createContext("");

/** A mark of whose frame it is; rows that come alone must be of the same. */
export const FrameIsOf = createContext("");

/**
 * Moving to another page draws the page alone. Where the page knows of other rights, another brand, language or support
 * session than the frame shows, this fetches the whole anew.
 */
export function FrameMark({ mark }: { readonly mark: string }) {
  const shown = useContext(FrameMarkContext);
  const router = useRouter();
  useEffect(() => {
    if (shown !== mark) router.refresh();
  }, [shown, mark, router]);
  return null;
}
