"use client";

import { createContext, type ReactNode } from "react";

/** The reference of the support session that a page belongs to; '' outside of one. */
export const ActingAs = createContext("");

/** Provides it to the page's forms, which send it along: so we know as whom somebody filled them in. */
export function ActingAsProvider(props: { readonly reference: string; readonly children: ReactNode }) {
  return <ActingAs value={props.reference}>{props.children}</ActingAs>;
}
