import type { ReactNode } from "react";
import { SignInFrame } from "@/components/shell/sign-in-frame";
import { Acting } from "../acting";
import { chooseLanguage, chooseTheme } from "../appearance-actions";
import { currentBrand, footOf, shownBrand } from "../brand";

export default async function SignInLayout({ children }: { readonly children: ReactNode }) {
  const foot = footOf(await currentBrand());
  return (
    <Acting>
      <SignInFrame
        brand={await shownBrand()}
        foot={foot}
        chooseLanguage={chooseLanguage}
        chooseTheme={chooseTheme}
      >
        {children}
      </SignInFrame>
    </Acting>
  );
}
