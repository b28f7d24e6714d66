import type { ReactNode } from "react";
import { BrandMark } from "../brand/brand-mark";
import { BrandRegion } from "../brand/brand-region";
import type { BrandFoot, ShownBrand } from "../brand/shown-brand";
import { Appearance, type AppearanceProps } from "./appearance";

type Props = {
  readonly appearance: AppearanceProps;
  readonly brand: ShownBrand;
  readonly foot: BrandFoot;
  readonly children: ReactNode;
};

/**
 * The frame of the pages before log-in: the brand's ground with its links, and above it, out of its reach, the card with the
 * form and the choice of language and theme. The mark in the card's head is the brand's again.
 */
export function SignInFrame({ brand, foot, children, appearance }: Props) {
  return (
    <div className="sign-in">
      <BrandRegion className="ground">
        <div data-part="sign-in">
          <Foot foot={foot} />
        </div>
      </BrandRegion>
      <main>
        <div className="sign-in-card">
          <BrandRegion>
            <div data-part="logo">
              <BrandMark brand={brand} large />
            </div>
          </BrandRegion>
          {children}
        </div>
      </main>
      <div className="sign-in-foot">
        <Appearance {...appearance} />
      </div>
    </div>
  );
}

function Foot({ foot: { links, support } }: { readonly foot: BrandFoot }) {
  if (links.length + support.length === 0) return null;
  return (
    <footer data-part="footer">
      {[...support, ...links].map(({ label, href }) => (
        <a key={href + label} href={href} rel="noreferrer">
          {label}
        </a>
      ))}
    </footer>
  );
}
