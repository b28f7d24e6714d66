"use client";

import { createContext, useContext } from "react";
import { isWordmark } from "@/attributes/wordmark";
import type { ShownBrand } from "./shown-brand";

/** What the frame knows of a printed page: the brand, and the section of the page; '': it belongs to none. */
export const PaperHead = createContext<{ readonly brand: ShownBrand; readonly section: string } | null>(null);

/** The line on top of a printed page: whose portal, which part of it, who printed it and when. Screens do not show it. */
export function PaperLine({ printed }: { readonly printed: string }) {
  const head = useContext(PaperHead);
  if (head === null) return null;
  const { brand, section } = head;
  const logo = brand.logo_light ?? brand.logo_dark;
  const isWord = logo !== null && isWordmark(logo);
  return (
    <div className="paper-line">
      {/* biome-ignore lint/performance/noImgElement: the header has the same */}
      {logo ? <img src={logo.src} alt={isWord ? brand.name : ""} /> : <span className="mark" />}
      {isWord ? null : <b>{brand.name}</b>}
      {/* a page that refuses has another address on the server */}
      <em suppressHydrationWarning>{section}</em>
      <span>{printed}</span>
    </div>
  );
}
