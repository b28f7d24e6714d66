import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SignInFrame } from "@/components/shell/sign-in-frame";
import { chooseLanguage, chooseTheme } from "../appearance-actions";

export default function SignInLayout({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <SignInFrame brand={t("product")} chooseLanguage={chooseLanguage} chooseTheme={chooseTheme}>
      {children}
    </SignInFrame>
  );
}
