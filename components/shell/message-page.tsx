import type { ReactNode } from "react";
import { BrandRegion } from "../brand/brand-region";

type Props = { readonly title: string; readonly text: ReactNode; readonly action: ReactNode };

/** A page that says one thing and offers the next step. */
export function MessagePage({ title, text, action }: Props) {
  return (
    <main>
      <BrandRegion className="h-[calc(100dvh-var(--banner,0px))]">
        <div
          data-part="message"
          className="flex h-full flex-col items-center justify-center overflow-y-auto bg-sunken px-6 py-10 text-center"
        >
          <span className="mark mb-5 size-9" />
          <h1>{title}</h1>
          <div className="mt-1 max-w-sm text-balance text-muted">{text}</div>
          <div className="mt-5">{action}</div>
        </div>
      </BrandRegion>
    </main>
  );
}
