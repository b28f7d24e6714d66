"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** Tells a form's action which page the form is on, so that it leads back there. */
export function HereField({ name }: { readonly name: string }) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  return <input type="hidden" name={name} value={query === "" ? path : `${path}?${query}`} />;
}
