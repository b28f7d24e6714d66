"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from "react";
import { useFormStatus } from "react-dom";
import { type FormState, idle } from "./form-state";

const Answer = createContext<FormState>(idle);

/** What the action said to the form that one is in. */
export function useAnswer(): FormState {
  return useContext(Answer);
}

/**
 * A form whose action answers with a `FormState`. Works before JavaScript: the answer then comes with the page.
 * With it, the focus goes to the first field that is wrong.
 */
export function ActionForm(props: {
  readonly action: (before: FormState, form: FormData) => Promise<FormState>;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const [answer, act] = useActionState(props.action, idle);
  const form = useRef<HTMLFormElement>(null);
  const t = useTranslations("common");
  useEffect(() => {
    if (answer.status === "error") {
      const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
      // a field folded away cannot be focused
      wrong?.closest("details")?.setAttribute("open", "");
      (wrong ?? form.current?.querySelector<HTMLElement>("[data-problem]"))?.focus();
    }
  }, [answer]);
  const count = Object.keys(answer.fieldErrors).length;
  return (
    <Answer.Provider value={answer}>
      <form ref={form} action={act} className={props.className} noValidate>
        {answer.status === "error" ? (
          <div role="alert" tabIndex={-1} data-problem className="mb-4 rounded-control bg-danger-soft px-3 py-2 text-danger">
            {answer.formError ?? (
              <>
                {t("problem", { count })}
                {": "}
                {Object.entries(answer.fieldErrors).map(([name, text]) => (
                  <a key={name} href={`#field-${name}`} className="block underline">{text}</a>
                ))}
              </>
            )}
          </div>
        ) : null}
        {answer.notice ? <div role="status" className="mb-4 rounded-control bg-good-soft px-3 py-2 text-good">{answer.notice}</div> : null}
        {props.children}
      </form>
    </Answer.Provider>
  );
}

/** Shows that the form is on its way, and cannot be pressed twice meanwhile. */
export function SubmitButton(props: { readonly children: ReactNode; readonly look?: "primary" | "plain" | "danger"; readonly name?: string; readonly value?: string }) {
  const { pending } = useFormStatus();
  const looks = {
    primary: "bg-accent text-on-accent border-transparent hover:brightness-110",
    plain: "bg-surface text-text border-line-strong hover:bg-hover",
    danger: "bg-surface text-danger border-danger hover:bg-danger-soft",
  };
  return (
    <button
      type="submit"
      name={props.name}
      value={props.value}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
      className={`inline-flex h-9 items-center justify-center rounded-control border px-3 font-medium whitespace-nowrap aria-busy:opacity-60 ${looks[props.look ?? "primary"]}`}
    >
      {props.children}
    </button>
  );
}
