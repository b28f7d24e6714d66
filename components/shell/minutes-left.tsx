"use client";

import { useEffect, useState } from "react";

/**
 * How long a support session lasts, counted down; once it is over the page is loaded anew, which says so. Without a script
 * it is the number of the moment at which the page was made.
 * @param until in milliseconds of the Unix time
 */
export function MinutesLeft(props: {
  readonly until: number;
  readonly left: number;
  readonly words: { readonly left: string; readonly until: string };
}) {
  const { until, words } = props;
  const [left, setLeft] = useState(props.left);
  useEffect(() => {
    const count = () => {
      const ms = until - Date.now();
      setLeft(Math.max(0, Math.ceil(ms / 60_000)));
      // a clock that goes wrong must not load it again and again
      if (ms <= 0 && ms > -60_000) window.location.reload();
    };
    const timer = setInterval(count, 10_000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <span title={words.until} className="tabular-nums" suppressHydrationWarning>
      {words.left.replace("{count}", String(left))}
    </span>
  );
}
