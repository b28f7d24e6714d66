"use client";

import { useEffect, useState } from "react";
import { Icon } from "../ui/icon";

/**
 * A short notice of what just happened; we clear the cookie that asked for it at once. A success disappears by itself. What
 * went wrong, or only half right, stays until somebody closes it.
 */
export function Toast({
  children,
  cookie,
  close,
}: {
  readonly children: string;
  readonly cookie: string;
  /** the word of the button that closes one that stays */
  readonly close?: string;
}) {
  const [closed, setClosed] = useState<string | null>(null);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the cookie store
    document.cookie = `${cookie}=; path=/; max-age=0`;
  });
  if (closed === children) return null;
  return (
    <div role="status" className={close ? "toast toast-stays" : "toast"} key={children}>
      {children}
      {close ? (
        <button
          type="button"
          aria-label={close}
          className="icon-button small"
          onClick={() => setClosed(children)}
        >
          <Icon name="x" />
        </button>
      ) : null}
    </div>
  );
}
