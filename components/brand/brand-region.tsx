import type { ReactNode } from "react";

/**
 * The only place that a brand's own rules reach: a box that paints nothing outside itself, and whose place and size are
 * ours. What a brand must not touch stands beside such boxes, never in one. Source: semantics, 'Branding'.
 */
export function BrandRegion(props: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <div data-brand-region className={`region ${props.className ?? ""}`}>
      {props.children}
    </div>
  );
}
