"use client";

import {
  type FormEvent,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass, noticeClass } from "../ui/looks";
import { useWords } from "../words";
import { ActingAs } from "./acting-as";
import { Answer, Prefix } from "./answer-context";
import { ConfirmInPlace } from "./confirm-in-place";
import { type FormState, idle } from "./form-state";
import { tooLargeIn } from "./too-large";

/**
 * A form whose action answers with a `FormState`. Before JavaScript the answer comes with the page; with it, the first
 * wrong field gets the focus.
 */
export function ActionForm(props: {
  readonly action: (before: FormState, form: FormData) => Promise<FormState>;
  readonly children: ReactNode;
  readonly className?: string;
  /** the prefix of its fields' ids: two forms on a page may have fields of the same name */
  readonly prefix?: string;
  /** what filled in its fields; answers to an earlier one do not give their values back */
  readonly filledFrom?: string;
  /** fields that nothing fills in, which keep what people typed */
  readonly stays?: readonly string[];
}) {
  const { prefix = "field", filledFrom, stays = [] } = props;
  const [given, act] = useActionState(props.action, idle);
  const isOlder = given.status === "error" && (given.values.filled_from ?? filledFrom) !== filledFrom;
  const said = isOlder ? { ...idle, values: only(given.values, stays) } : given;
  const { tooLarge, look } = useTooLarge(given, said);
  const answer = tooLarge ?? said;
  const actingAs = useContext(ActingAs);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (given.status === "error" && form.current) leadToProblem(form.current);
  }, [given]);
  useEffect(() => {
    if (tooLarge && form.current) leadToProblem(form.current);
  }, [tooLarge]);
  return (
    <Answer.Provider value={answer}>
      <Prefix.Provider value={prefix}>
        <form ref={form} action={act} onSubmit={look} className={props.className} data-part="form" noValidate>
          {answer.confirm ? <ConfirmInPlace ask={answer.confirm} /> : null}
          {answer.confirm && answer.values.sure ? <input type="hidden" name="sure" value="1" /> : null}
          {answer.sure ? <SureInPlace ask={answer.sure} /> : null}
          {answer.status === "error" && !answer.confirm && !answer.sure ? (
            <Problems answer={answer} prefix={prefix} />
          ) : null}
          {answer.notice ? (
            <div role="status" className={noticeClass(answer.unsent ? "warn" : "good")}>
              {answer.notice}
            </div>
          ) : null}
          {actingAs === "" ? null : <input type="hidden" name="acting_as" value={actingAs} />}
          {filledFrom === undefined ? null : <input type="hidden" name="filled_from" value={filledFrom} />}
          {props.children}
        </form>
      </Prefix.Provider>
    </Answer.Provider>
  );
}

/**
 * Checks a form before the browser sends it: if a field is too large for the service, the form stays, with a sentence
 * beside that field.
 */
function useTooLarge(
  given: FormState,
  said: FormState,
): {
  readonly tooLarge: FormState | null;
  readonly look: (event: FormEvent<HTMLFormElement>) => void;
} {
  const words = useWords();
  const [seen, setSeen] = useState<{ readonly state: FormState; readonly since: FormState } | null>(null);
  const look = (event: FormEvent<HTMLFormElement>) => {
    const found = [...tooLargeIn(event.currentTarget)];
    if (found.length === 0) return setSeen(null);
    event.preventDefault();
    const texts = found.map(([name, max]) => [name, words.too_large.replace("{max}", String(max))]);
    // keep the values of the last answer: with others React would make the fields anew and lose what people typed since
    const fieldErrors = Object.fromEntries(texts);
    const state = {
      ...said,
      status: "error",
      fieldErrors,
      formError: null,
      notice: null,
      reference: null,
    } as const;
    setSeen({ state, since: given });
  };
  return { tooLarge: seen?.since === given ? seen.state : null, look };
}

/** Asks whether somebody means an act that makes an account weaker, before any of it happens. */
function SureInPlace({ ask }: { readonly ask: NonNullable<FormState["sure"]> }) {
  return (
    <fieldset
      aria-label={ask.title}
      tabIndex={-1}
      data-problem
      data-part="sure"
      className="notice mb-4 flex w-full max-w-[560px] min-w-0 flex-col gap-3"
    >
      <p className="font-medium">{ask.title}</p>
      <p className="whitespace-pre-line">{ask.text}</p>
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger" name="sure" value="1">
          {ask.act}
        </SubmitButton>
        <a href={ask.href} className={buttonClass("quiet")}>
          {ask.cancel}
        </a>
      </div>
    </fieldset>
  );
}

/** Says above the fields what went wrong; before JavaScript its links lead to them. */
function Problems({ answer, prefix }: { readonly answer: FormState; readonly prefix: string }) {
  const words = useWords();
  const fields = Object.entries(answer.fieldErrors);
  return (
    <div role="alert" tabIndex={-1} data-problem className={noticeClass("danger")}>
      {answer.formError ? <p>{answer.formError}</p> : null}
      {answer.logIn ? (
        <p className="mt-1">
          <a
            href={answer.logIn.href}
            target="_blank"
            rel="noreferrer"
            className="underline underline-offset-2"
          >
            {answer.logIn.text}
          </a>
        </p>
      ) : null}
      {fields.length > 0 ? (
        <>
          <p className="font-medium">{words.problems}</p>
          <ul className="mt-0.5 flex flex-col">
            {fields.map(([name, text]) => (
              <li key={name}>
                <a href={`#${prefix}-${name}`} className="underline underline-offset-2">
                  {answer.labels?.[name] ? `${answer.labels[name]}: ${text}` : text}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {answer.reference ? (
        <p className="mt-1 text-[0.8125rem]">
          {words.reference}{" "}
          <a
            href={`/refusals/${answer.reference}`}
            className="font-mono underline underline-offset-2"
            data-part="reference"
          >
            {answer.reference}
          </a>
        </p>
      ) : null}
    </div>
  );
}

function only(values: FormState["values"], names: readonly string[]): FormState["values"] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function leadToProblem(form: HTMLFormElement): void {
  const allWrong = form.querySelectorAll<HTMLElement>('[aria-invalid="true"], [name="own_password"]');
  const [wrong] = allWrong;
  // a field in a closed fold cannot take the focus, nor does anybody see what is wrong with it
  for (const field of allWrong)
    for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
      fold.open = true;
  form.closest<HTMLElement>("[popover]:not(:popover-open)")?.showPopover();
  // a refused log-in names no field, but people type the password again; so they do with a form's only field
  const fields = form.querySelectorAll<HTMLElement>("input:not([type=hidden], [hidden]), select, textarea");
  const again =
    form.querySelector<HTMLElement>('[autocomplete="current-password"]') ??
    (fields.length === 1 && !form.querySelector("[data-problem] a") ? fields[0] : undefined);
  (wrong ?? again ?? form.querySelector<HTMLElement>("[data-problem]"))?.focus();
}

/** Submits the form. While it is on its way the button shows so and ignores a second press. */
export function SubmitButton(props: {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly name?: string;
  readonly value?: string;
  readonly className?: string;
}) {
  const { pending, data } = useFormStatus();
  // the secret is shown, so making another one is no longer the main action
  const { once } = useContext(Answer);
  // of several buttons only the pressed one shows that it runs
  const mine = pending && (props.name === undefined || data?.get(props.name) === props.value);
  return (
    <button
      type="submit"
      name={props.name}
      value={props.value}
      aria-disabled={pending || undefined}
      aria-busy={mine || undefined}
      onClick={(event) => pending && event.preventDefault()}
      className={buttonClass(
        props.look ?? (once ? "plain" : "primary"),
        `busy-shows aria-disabled:cursor-progress ${props.className ?? ""}`,
      )}
    >
      {props.children}
    </button>
  );
}
