"use client";

import { type ReactNode, useContext } from "react";
import { Prefix, useAnswer } from "../form/answer-context";
import { idle } from "../form/form-state";
import { keeping } from "./keeping";
import { markupOf } from "./markup-of";

/** Each has 40 KB and more. */
const kept = keeping<string>(20);

/**
 * A part of a form that is the same for many readers, such as all the fields of a new customer. The server draws it once, and
 * gives its markup to whoever gets the same; the browser takes over the elements. After an answer React draws it.
 * @param of all that the content depends on, besides the surrounding form. See `markupOf` for what may stand in it
 */
export function DrawnOnce({ of, content }: { readonly of: string; readonly content: () => ReactNode }) {
  const [answer, prefix] = [useAnswer(), useContext(Prefix)];
  if (!isServer || answer !== idle) return <div>{content()}</div>;
  const markup = kept(`${prefix} ${of}`, () => markupOf(content()));
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markupOf makes text of what is text
  return <div dangerouslySetInnerHTML={{ __html: markup }} />;
}

const isServer = typeof window === "undefined";
