"use client";

import { useEffect, useState } from "react";

/**
 * How long a support session lasts, counted down from what the page was told, whatever the browser's clock says; once it is
 * over the page is loaded anew, which says so. Without a script it is the number of the moment at which the page was made.
 */
export function MinutesLeft(props: {
  readonly leftMs: number;
  readonly words: { readonly left: string; readonly until: string };
}) {
  const { leftMs, words } = props;
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const until = Date.now() + leftMs;
    const count = () => {
      setLeft(until - Date.now());
      if (until <= Date.now()) window.location.reload();
    };
    const timer = setInterval(count, 5_000);
    // a page that was put to sleep looks at the clock as soon as it is seen again
    document.addEventListener("visibilitychange", count);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", count);
    };
  }, [leftMs]);
  return (
    <span title={words.until} className="tabular-nums" suppressHydrationWarning>
      {words.left.replace("{count}", String(Math.max(0, Math.ceil(left / 60_000))))}
    </span>
  );
}
