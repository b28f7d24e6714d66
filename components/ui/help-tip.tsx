"use client";

import { Icon } from "./icon";

/** How something is used, behind a question mark: it floats below it, without a script too. @param id names it in the page */
export function HelpTip({
  id,
  label,
  text,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}) {
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} title={label} className="icon-button small">
        <Icon name="circle-help" />
      </button>
      <div id={id} popover="auto" className="float tip">
        {text}
      </div>
    </>
  );
}
