import type { ReactNode } from "react";

type Props = {
  /** the link */
  readonly children: ReactNode;
  /** marks beside the customer's name, if any */
  readonly marks?: ReactNode;
  /** what a search found the customer by, if the row does not show it; on a line of its own */
  readonly found?: string | undefined;
  /** the customer's parent, below the name if there is no room for a column */
  readonly parent?: string | undefined;
  /** where there is no room: on a phone, or everywhere in a table of many figures */
  readonly narrow?: "phone" | "always";
};

const lines = {
  phone: "max-sm:[&>a]:max-w-full",
  always: "[&>a:first-child]:basis-full",
};

/** The cell of a customer's name in a list. */
export function NameCell({ children, marks, found, parent, narrow = "phone" }: Props) {
  return (
    <td className="cut min-w-32">
      <div
        className={`flex flex-wrap items-center gap-x-2 [&>a]:min-w-0 [&>a:hover]:underline ${lines[narrow]}`}
      >
        {children}
        {marks}
        {parent === undefined ? null : (
          <span
            className={`min-w-16 flex-1 basis-full text-[0.8125rem] text-muted ${narrow === "phone" ? "sm:hidden" : ""}`}
          >
            {parent}
          </span>
        )}
      </div>
      {found === undefined ? null : (
        <span className="block text-[0.8125rem] leading-[18px] wrap-anywhere text-muted tabular-nums">
          {found}
        </span>
      )}
    </td>
  );
}
