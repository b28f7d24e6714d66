import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { chooseLanguage, chooseTheme } from "../appearance-actions";

/** The frame of the pages before log-in: nothing but the form. */
export default function SignInLayout({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div data-part="sign-in" className="flex min-h-dvh flex-col items-center justify-center bg-sunken px-4 py-10">
      <main className="w-full max-w-[360px]">
        <div data-part="logo" className="mb-6 text-center text-[20px] font-semibold tracking-tight">{t("product")}</div>
        <div className="rounded-[8px] border border-line bg-surface p-6">{children}</div>
      </main>
      <div className="mt-6">
        <AccountMenu chooseLanguage={chooseLanguage} chooseTheme={chooseTheme} logOut={false} />
      </div>
    </div>
  );
}
