import type { ReactNode } from "react";
import { Appearance, type AppearanceActions } from "./appearance";

type Props = AppearanceActions & { readonly brand: string; readonly children: ReactNode };

/** The frame of the pages before log-in: the brand, the form, and how the page looks. */
export function SignInFrame({ brand, children, ...actions }: Props) {
  return (
    <div data-part="sign-in" className="flex min-h-dvh flex-col bg-sunken">
      <main className="mx-auto flex w-full max-w-[400px] flex-1 flex-col justify-center px-4 py-10">
        <div data-part="logo" className="mb-6 flex items-center justify-center gap-3">
          <span className="mark size-8" />
          <span className="text-[1.25rem] font-semibold tracking-[-0.016em]">{brand}</span>
        </div>
        <div className="rounded-xl border border-line bg-raised p-6 sm:p-7">{children}</div>
      </main>
      <footer className="mx-auto flex w-full max-w-[400px] flex-wrap justify-between gap-2 px-4 pb-6">
        <Appearance {...actions} />
      </footer>
    </div>
  );
}
