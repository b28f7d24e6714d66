"use client";

import { type ReactNode, useEffect, useState } from "react";
import { buttonClass } from "./looks";

/** Prints the page. Without JavaScript it does not show; the browser's menu prints as well. */
export function PrintButton({ children }: { readonly children: ReactNode }) {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  return (
    <button type="button" onClick={() => print()} className={buttonClass("plain", works ? "" : "invisible")}>
      {children}
    </button>
  );
}
