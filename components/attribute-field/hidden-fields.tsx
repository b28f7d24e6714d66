"use client";

import { asText } from "../choices/option-lines";
import { useAnswer } from "../form/answer-context";

/** What a form sends beside a field. */
export type Beside = {
  readonly name: string;
  /** the value that it came with, so that only changes count */
  readonly was: string;
  /** a checkbox: browsers send nothing for an unchecked one, so its 0 is sent from here */
  readonly box?: boolean;
};

/** The hidden fields beside many, in one piece: as elements they would cost as much as the fields themselves. */
export function HiddenFields({ beside }: { readonly beside: readonly Beside[] }) {
  const { shown } = useAnswer();
  const markup = beside.map(({ name, was, box }) =>
    [hidden(`was:${name}`, shown?.[name] ?? was), box ? hidden(name, "0") : ""].join(""),
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: hidden makes text of all that it is given
  return <div hidden dangerouslySetInnerHTML={{ __html: markup.join("") }} />;
}

/** As short as HTML allows: a form has a hundred of them. The names are our own. */
function hidden(name: string, value: string): string {
  return `<input type=hidden name="${name}"${value === "" ? "" : ` value="${asText(value)}"`}>`;
}
