import type { ReactNode } from "react";

/**
 * Where a brand's own rules reach, and they reach nowhere else: a box of its own, which paints nothing outside itself and
 * whose place and size are ours. What must not be touched stands beside such boxes, never in one. Source: semantics,
 * 'Branding'.
 */
export function BrandRegion(props: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <div data-brand-region className={`region ${props.className ?? ""}`}>
      {props.children}
    </div>
  );
}
