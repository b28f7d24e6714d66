"use client";

import { createContext, type ReactNode } from "react";

/** The support session in which a page was made, by its reference; '': it was made for whoever is logged in. */
export const ActingAs = createContext("");

/** Hands it down to the page's forms: each says as whom it was filled in. */
export function ActingAsProvider(props: { readonly reference: string; readonly children: ReactNode }) {
  return <ActingAs value={props.reference}>{props.children}</ActingAs>;
}
