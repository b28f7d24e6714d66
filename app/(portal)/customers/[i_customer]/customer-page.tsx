import type { ReactNode } from "react";
import { Portal } from "../../../web/portal/portal";
import { CustomerFrame } from "./customer-frame";
import type { CustomerView } from "./open-customer";
import { shownCustomer, type Tab } from "./shown-customer";

/** A page about a customer: summary on top, tabs, actions. @param view of the part `summary` */
export async function CustomerPage({
  view,
  tab,
  children,
}: {
  readonly view: CustomerView;
  readonly tab: Tab;
  readonly children: ReactNode;
}) {
  return (
    <Portal session={view.session}>
      <CustomerFrame shown={await shownCustomer(view, tab)}>{children}</CustomerFrame>
    </Portal>
  );
}
