"use client";

import { Icon } from "./icon";
import { buttonClass } from "./looks";

/** An entry of a menu, a link. */
export type MenuEntry = {
  readonly href: string;
  readonly label: string;
  /** its name where the label says too little alone */
  readonly name?: string;
  /** it stops or destroys something */
  readonly danger?: boolean;
  /** it leads to a file */
  readonly file?: boolean;
  /** hides it where there is room for its button */
  readonly until?: "sm" | "md";
};

const hiddenFrom = { sm: "sm:hidden", md: "md:hidden" } as const;

/** A button that opens a menu of links, without a script too. @param id names the menu in the page */
export function Menu({
  id,
  label,
  dots = false,
  className = "",
  groups,
}: {
  readonly id: string;
  readonly label: string;
  /** three dots stand for the label */
  readonly dots?: boolean;
  readonly className?: string | undefined;
  readonly groups: readonly (readonly MenuEntry[])[];
}) {
  return (
    <span className={`menu-box ${className}`.trim()}>
      <button
        type="button"
        popoverTarget={id}
        aria-label={dots ? label : undefined}
        className={buttonClass("plain", dots ? "menu-button menu-dots" : "menu-button pr-2.5")}
      >
        {dots ? (
          <Icon name="ellipsis" />
        ) : (
          <>
            {label}
            <Icon name="chevron-down" size={14} className="text-muted" />
          </>
        )}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: what people press are the links in it */}
      <div
        id={id}
        popover="auto"
        className="float menu-below more"
        onClick={({ target, currentTarget }) => {
          // a download leaves the page where it is
          if (target instanceof Element && target.closest("a")) currentTarget.hidePopover();
        }}
      >
        {groups.map((group) =>
          group.length === 0 ? null : (
            <ul
              key={group[0]?.href}
              className={group.every(({ until }) => until === "sm") ? "sm:hidden" : undefined}
            >
              {group.map((entry) => (
                <li key={entry.href} className={entry.until && hiddenFrom[entry.until]}>
                  <a
                    href={entry.href}
                    aria-label={entry.name}
                    data-file={entry.file ? "" : undefined}
                    className={entry.danger ? "text-danger" : undefined}
                  >
                    {entry.label}
                  </a>
                </li>
              ))}
            </ul>
          ),
        )}
      </div>
    </span>
  );
}
