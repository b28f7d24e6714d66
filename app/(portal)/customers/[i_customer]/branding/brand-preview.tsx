"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Preview } from "./say-preview";

const waitMs = 350;
const looks = ["light", "dark"] as const;
const widths = ["wide", "phone"] as const;
const pages = ["sign_in", "list"] as const;

type Words = Readonly<
  Record<
    | "light"
    | "dark"
    | "wide"
    | "phone"
    | "sign_in"
    | "list"
    | "removed"
    | "nothing_removed"
    | "contrast"
    | "contrast_fine"
    | "proposed",
    string
  >
>;

/**
 * Shows a brand while people type: the log-in page or a list, in both themes, on a desk and on a phone; what we removed
 * from the stylesheet; and which colours are hard to read. Without JavaScript it shows both pages in the saved brand.
 */
export function BrandPreview(props: {
  readonly first: Preview;
  readonly preview: (form: FormData) => Promise<Preview | { readonly error: string }>;
  /** the prefix of the form that it watches */
  readonly form: string;
  readonly words: Words;
  readonly signIn: ReactNode;
  readonly list: ReactNode;
}) {
  const { first, preview, words } = props;
  const [shown, setShown] = useState(first);
  const [error, setError] = useState<string | null>(null);
  const [look, setLook] = useState<(typeof looks)[number]>("light");
  const [width, setWidth] = useState<(typeof widths)[number]>("wide");
  const [shownPage, setShownPage] = useState<(typeof pages)[number]>("sign_in");
  const place = useRef<HTMLDivElement>(null);

  useStylesheet(shown.css);
  useEffect(() => {
    const form = document.querySelector<HTMLFormElement>(`form:has([id^="${props.form}-"])`);
    let timer: ReturnType<typeof setTimeout>;
    let asked = 0;
    const ask = () => {
      clearTimeout(timer);
      asked += 1;
      const mine = asked;
      timer = setTimeout(async () => {
        if (!form) return;
        sayName(place.current, new FormData(form).get("product_name"));
        const answer = await preview(typedIn(form)).catch(() => null);
        if (mine !== asked || answer === null) return;
        setError("error" in answer ? answer.error : null);
        if (!("error" in answer)) setShown(answer);
      }, waitMs);
    };
    form?.addEventListener("input", ask);
    return () => {
      clearTimeout(timer);
      form?.removeEventListener("input", ask);
    };
  }, [preview, props.form]);

  const choice = <Value extends string>(
    values: readonly Value[],
    chosen: Value,
    choose: (value: Value) => void,
  ) => (
    <div className="flex gap-0.5 rounded-control bg-chip p-0.5">
      {values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => choose(value)}
          className="h-8 rounded-part px-3 text-muted hover:text-text aria-pressed:bg-chosen aria-pressed:text-text"
        >
          {words[value as keyof Words]}
        </button>
      ))}
    </div>
  );

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3 [@media(scripting:none)]:hidden">
        {choice(pages, shownPage, setShownPage)}
        {choice(looks, look, setLook)}
        {/* on a phone there is only the narrow one */}
        <div className="max-sm:hidden">{choice(widths, width, setWidth)}</div>
      </div>
      {error ? (
        <p role="status" className="field-problem">
          {error}
        </p>
      ) : null}
      <div
        ref={place}
        data-brand-preview
        data-theme={look}
        inert
        className={`flex flex-col gap-4 font-sans text-text ${width === "phone" ? "max-w-[390px]" : "preview-wide"}`}
      >
        {[props.signIn, props.list].map((mock, at) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the two never swap
            key={at}
            className={`overflow-hidden rounded-card border border-line ${pages[at] === shownPage ? "" : "hidden [@media(scripting:none)]:block"}`}
          >
            {mock}
          </div>
        ))}
      </div>
      <Findings shown={shown} words={words} />
    </div>
  );
}

function Findings({ shown, words }: { readonly shown: Preview; readonly words: Words }) {
  return (
    <div role="status" className="flex flex-col gap-5" data-part="findings">
      <div>
        <h3 className="mb-1 font-medium">{words.contrast}</h3>
        {shown.contrast.length === 0 ? <p className="text-good">{words.contrast_fine}</p> : null}
        <ul className="flex flex-col gap-1">
          {shown.contrast.map(({ token, text, proposed }) => (
            <li key={token} className="flex flex-wrap items-center gap-x-2 text-warn">
              <code className="font-mono">{token}</code> {text}
              {proposed ? (
                <span className="flex items-center gap-1.5">
                  {words.proposed}
                  <span
                    aria-hidden
                    className="size-4 rounded-part border border-line"
                    style={{ background: proposed }}
                  />
                  <code className="font-mono text-text select-all">{proposed}</code>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="mb-1 font-medium">{words.removed}</h3>
        {shown.removed.length === 0 ? <p className="text-muted">{words.nothing_removed}</p> : null}
        <ul className="divide-y divide-line">
          {shown.removed.map(({ place, what, why }) => (
            <li key={place + what} className="py-1.5">
              <span className="text-muted tabular-nums">{place}</span>{" "}
              <code className="font-mono wrap-anywhere">{what}</code>
              <span className="block text-muted">{why}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Applies a stylesheet while the preview is there. By script, since our policy forbids it in the page itself. */
function useStylesheet(css: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [css]);
}

/** Puts the typed name into the mock pages. */
function sayName(place: HTMLElement | null, name: unknown): void {
  for (const one of place?.querySelectorAll<HTMLElement>("[data-preview-name]") ?? [])
    one.textContent = (typeof name === "string" && name.trim()) || (one.dataset.previewName ?? "");
}

/** What people typed, without the pictures. */
function typedIn(form: HTMLFormElement): FormData {
  const typed = new FormData(form);
  for (const [name, value] of [...typed])
    if (value instanceof File || name.startsWith("$")) typed.delete(name);
  return typed;
}
