"use client";

import { useEffect, useState } from "react";

/** Says which keys lead to the search, once they work. */
export function SearchKey() {
  const [keys, setKeys] = useState<string | null>(null);
  useEffect(() => setKeys(/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K"), []);
  if (!keys) return null;
  return (
    <kbd
      aria-hidden
      className="pointer-events-none absolute top-2 right-2 rounded-part border border-line bg-sunken px-1.5 font-sans text-[0.6875rem] leading-[18px] text-muted"
    >
      {keys}
    </kbd>
  );
}
