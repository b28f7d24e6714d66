import type { ReactNode } from "react";

type Props = {
  /** the link */
  readonly children: ReactNode;
  /** marks beside the customer's name, if any */
  readonly marks?: ReactNode;
  /** the customer's parent, below the name on a phone, which has no room for a column; '': goes without saying */
  readonly parent: string;
};

/** The cell of a customer's name in a list. */
export function NameCell({ children, marks, parent }: Props) {
  return (
    <td className="cut min-w-32">
      <div className="flex flex-wrap items-center gap-x-2 max-sm:[&>a]:max-w-full [&>a]:min-w-0 [&>a:hover]:underline">
        {children}
        {marks}
        {parent === "" ? null : (
          <span className="min-w-16 flex-1 basis-full text-[0.8125rem] text-muted sm:hidden">{parent}</span>
        )}
      </div>
    </td>
  );
}
