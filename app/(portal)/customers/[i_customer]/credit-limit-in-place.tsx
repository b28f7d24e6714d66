"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";
import type { CreditLimitProps } from "./credit-limit-form";

// load it on first use: most people who look at a customer change nothing
const Form = lazy(async () => ({ default: (await import("./credit-limit-form")).CreditLimitForm }));

export type CreditLimitInPlaceProps = CreditLimitProps & {
  readonly href: string;
  readonly title: string;
  readonly cancel: string;
  /** differs with every new page: then somebody has sent the form or gone on */
  readonly version: string;
};

/** The credit limit as a link to its page; with JavaScript the form opens right here. */
export function CreditLimitInPlace({
  href,
  title,
  cancel,
  version,
  children,
  ...form
}: CreditLimitInPlaceProps & { readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes it
  useEffect(() => dialog.current?.close(), [version]);
  const show = (event: MouseEvent<HTMLAnchorElement>) => {
    // with these keys the link opens in another tab, and the like
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !dialog.current) return;
    event.preventDefault();
    place(dialog.current, event.currentTarget);
    setOpen(true);
    dialog.current.showModal();
  };
  return (
    <>
      <a
        href={href}
        onClick={show}
        title={title}
        className="group -mx-1 inline-flex max-w-full items-center gap-2 rounded-control px-1 hover:bg-hover"
      >
        {children}
        <span className="sr-only">{title}</span>
        <Icon name="pencil" size={14} className="shrink-0 text-muted group-hover:text-text" />
      </a>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes it on Escape */}
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === dialog.current && dialog.current?.close()}
        className="float in-place text-[0.875rem] leading-5 font-normal tracking-normal"
      >
        <div className="p-5">
          <h2 id={titleId} className="mb-4">
            {title}
          </h2>
          {open ? (
            <Suspense fallback={<div className="waiting-bars" aria-busy />}>
              <Form {...form} prefix="limit">
                <button
                  type="button"
                  className={buttonClass("quiet")}
                  onClick={() => dialog.current?.close()}
                >
                  {cancel}
                </button>
              </Form>
            </Suspense>
          ) : null}
        </div>
      </dialog>
    </>
  );
}

/** Places the dialogue below its link, as far as the window allows. */
function place(dialog: HTMLDialogElement, link: HTMLElement): void {
  const { left, bottom } = link.getBoundingClientRect();
  dialog.style.setProperty("--in-place-left", `${Math.round(left)}px`);
  dialog.style.setProperty("--in-place-top", `${Math.round(bottom + 6)}px`);
}
