"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** Tells a form's action on which page the form stands, so that it leads back there. */
export function HereField({ name }: { readonly name: string }) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  return <input type="hidden" name={name} value={query === "" ? path : `${path}?${query}`} />;
}
