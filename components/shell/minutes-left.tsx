"use client";

import { useEffect, useState } from "react";

/**
 * Counts down how long a support session still lasts, from what the server told the page, whatever the browser's clock
 * says; then reloads the page, which says that it is over. Without a script it shows the number that came with the page.
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
    // a page that was asleep looks at the clock as soon as people see it again
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
