"use client";

import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";

export type ActionLink = { readonly href: string; readonly label: string };

/** An entry of *More*; `until` hides it where there is room for its button. */
export type MenuEntry = ActionLink & {
  readonly danger?: boolean;
  readonly until?: "sm" | "md" | "xl";
};

export type ShownActions = {
  readonly whyNot?: ActionLink;
  readonly block?: ActionLink;
  readonly edit?: ActionLink;
  readonly first?: ActionLink;
  readonly more: string;
  readonly menu: readonly (readonly MenuEntry[])[];
};

const hiddenFrom = { sm: "sm:hidden", md: "md:hidden", xl: "xl:hidden" } as const;

/**
 * What the reader can do with a customer: quiet, plain, primary. The rest is behind *More*, a menu that needs no script and
 * ends with what stops or destroys. A phone has room only for the primary one.
 */
export function Actions({ whyNot, block, edit, first, more, menu }: ShownActions) {
  return (
    <>
      {whyNot ? (
        <ButtonLink look="quiet" href={whyNot.href} className="max-md:hidden">
          {whyNot.label}
        </ButtonLink>
      ) : null}
      {block ? (
        <ButtonLink href={block.href} className="max-xl:hidden">
          {block.label}
        </ButtonLink>
      ) : null}
      {edit ? (
        <ButtonLink href={edit.href} className="max-sm:hidden">
          {edit.label}
        </ButtonLink>
      ) : null}
      {first ? (
        <ButtonLink look="primary" href={first.href}>
          {first.label}
        </ButtonLink>
      ) : null}
      <button
        type="button"
        popoverTarget="customer-menu"
        className={buttonClass("plain", "menu-button pr-2.5")}
      >
        {more}
        <Icon name="chevron-down" size={15} className="text-muted" />
      </button>
      <div id="customer-menu" popover="auto" className="float menu-below more">
        {menu.map((group) => (
          <ul key={group[0]?.href}>
            {group.map(({ href, label, danger, until }) => (
              <li key={href} className={until && hiddenFrom[until]}>
                <a href={href} className={danger ? "text-danger" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </>
  );
}
