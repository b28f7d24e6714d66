"use client";

import { ButtonLink } from "@/components/ui/button";
import { Menu, type MenuEntry } from "@/components/ui/menu";

export type ActionLink = { readonly href: string; readonly label: string };

export type ShownActions = {
  readonly whyNot?: ActionLink;
  readonly edit?: ActionLink;
  readonly first?: ActionLink;
  readonly more: string;
  readonly menu: readonly (readonly MenuEntry[])[];
};

/**
 * What the reader can do with a customer: quiet, plain, primary. The rest is behind *More*, which ends with what stops or
 * destroys. A phone has room only for the primary one.
 */
export function Actions({ whyNot, edit, first, more, menu }: ShownActions) {
  return (
    <>
      {whyNot ? (
        <ButtonLink look="quiet" href={whyNot.href} className="max-md:hidden">
          {whyNot.label}
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
      <Menu id="customer-menu" label={more} groups={menu} />
    </>
  );
}
