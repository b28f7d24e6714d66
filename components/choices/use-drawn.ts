"use client";

import { useState, useSyncExternalStore } from "react";

export const isServer = typeof window === "undefined";

/**
 * Whether a part of the page stands there as the server drew it, in the browser, which may then leave it as it is; false where
 * the page came without HTML.
 */
export function useIsDrawn(): boolean {
  const isHydrating = useSyncExternalStore(noChange, no, yes);
  const [isDrawn] = useState(isHydrating && !isServer);
  return isDrawn;
}

function noChange(): () => void {
  return no;
}

function no(): boolean {
  return false;
}

function yes(): boolean {
  return true;
}
