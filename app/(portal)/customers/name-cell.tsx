import type { ReactNode } from "react";

type Props = {
  /** the link, which has the whole name as its title */
  readonly children: ReactNode;
  /** what is said of the customer beside its name, if anything */
  readonly marks?: ReactNode;
  /** by what a search found the customer, where the row does not show it: on a line of its own */
  readonly found?: string | undefined;
  /** of whom it is: told below the name where there is no room for a column of its own */
  readonly parent?: string | undefined;
  /** where that is: on a phone, or in a table of many figures everywhere */
  readonly narrow?: "phone" | "always";
  /** on a phone: a balance is seen beside the name, or all that the table has there */
  readonly leaves?: "balance" | "all";
};

// the second is a cell that may be as small as it likes, and as wide as the others leave it
const widths = { balance: "max-sm:max-w-[min(54vw,16rem)]", all: "max-sm:w-full max-sm:max-w-0" };
const lines = {
  phone: "sm:flex-nowrap max-sm:[&>a]:basis-full",
  always: "[&>a]:basis-full",
};

/** The cell of a customer's name in a list. A long name is cut, and the marks beside it are not. */
export function NameCell({ children, marks, found, parent, narrow = "phone", leaves = "balance" }: Props) {
  return (
    <td className={`cut ${leaves === "all" ? "min-w-32" : "min-w-40"} ${widths[leaves]}`}>
      <div
        className={`flex flex-wrap items-center gap-x-2 [&>a]:min-w-0 [&>a:hover]:underline ${lines[narrow]}`}
      >
        {children}
        {marks}
        {parent === undefined ? null : (
          <span
            title={parent}
            className={`min-w-16 flex-1 truncate text-[0.8125rem] text-muted ${narrow === "phone" ? "sm:hidden" : ""}`}
          >
            {parent}
          </span>
        )}
      </div>
      {found === undefined ? null : (
        <span className="block truncate text-[0.8125rem] leading-[18px] text-muted tabular-nums">
          {found}
        </span>
      )}
    </td>
  );
}
