import type { ReactNode } from "react";
import { Appearance, type AppearanceProps } from "./appearance";
import { BrandMark } from "./brand-mark";
import { BrandRegion } from "./brand-region";
import type { BrandFoot, ShownBrand } from "./shown-brand";

type Props = {
  readonly appearance: AppearanceProps;
  readonly brand: ShownBrand;
  readonly foot: BrandFoot;
  readonly children: ReactNode;
};

/**
 * The frame of the pages before log-in: the brand's ground with its mark and links, and above it, out of its reach, the
 * form and the choice of language and theme.
 */
export function SignInFrame({ brand, foot, children, appearance }: Props) {
  return (
    <div className="relative min-h-dvh bg-sunken">
      <BrandRegion className="ground">
        <div data-part="sign-in" className="flex h-full flex-col justify-between">
          <div data-part="logo" className="flex h-24 items-center justify-center gap-3 sm:h-32">
            <BrandMark brand={brand} large />
          </div>
          <Foot foot={foot} />
        </div>
      </BrandRegion>
      {/* clicks beside the form go through to the brand's content */}
      <div className="pointer-events-none relative z-10 flex min-h-dvh flex-col pt-24 pb-24 sm:pt-32">
        <main className="pointer-events-auto mx-auto w-full max-w-[400px] px-4">
          <div className="rounded-xl border border-line bg-raised p-6 sm:p-7">{children}</div>
        </main>
        <div className="pointer-events-auto mx-auto mt-5 flex w-full max-w-[400px] flex-wrap justify-between gap-2 px-4">
          <Appearance {...appearance} />
        </div>
      </div>
    </div>
  );
}

function Foot({ foot: { links, support } }: { readonly foot: BrandFoot }) {
  if (links.length + support.length === 0) return <span />;
  return (
    <footer
      data-part="footer"
      className="flex min-h-20 flex-wrap items-center justify-center gap-x-5 gap-y-1 px-4 py-3 text-[0.8125rem] text-muted"
    >
      {[...support, ...links].map(({ label, href }) => (
        <a
          key={href + label}
          href={href}
          rel="noreferrer"
          className="underline-offset-2 hover:text-text hover:underline"
        >
          {label}
        </a>
      ))}
    </footer>
  );
}
