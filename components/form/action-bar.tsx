import type { ReactNode } from "react";

/** The buttons of a form, which stay in sight at the foot of the window: what it is for, then the way out. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return <div className="save-bar stays">{children}</div>;
}
