import type { ReactNode } from "react";
import { SignInFrame } from "@/components/shell/sign-in-frame";
import { appearance } from "../web/session/appearance";
import { currentBrand, footOf, shownBrand } from "../web/session/brand";
import { Acting } from "../web/support/acting";

export default async function SignInLayout({ children }: { readonly children: ReactNode }) {
  const foot = footOf(await currentBrand());
  return (
    <Acting>
      <SignInFrame brand={await shownBrand()} foot={foot} appearance={await appearance()}>
        {children}
      </SignInFrame>
    </Acting>
  );
}
