import type { ReactNode } from "react";

/** The buttons of a long form, which stay in sight at the foot of the window. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="stays sticky bottom-0 z-10 -mx-4 -mt-px flex flex-wrap gap-2 border-t border-line bg-surface px-4 py-3 sm:mx-0 sm:px-0">
      {children}
    </div>
  );
}
