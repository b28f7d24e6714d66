"use client";

import { useEffect, useRef, useState } from "react";
import { areas, boxOf, maskOf, maskWhere } from "@/attributes/rights";
import { fetchedText, knownText, offeredText } from "@/components/choices/offered-text";
import { isServer, useIsDrawn } from "@/components/choices/use-drawn";
import { useAnswer } from "@/components/form/answer-context";
import type { FormState } from "@/components/form/form-state";
import { Icon } from "@/components/ui/icon";
import { abilityOf, type FieldTexts, type Surroundings } from "./ability";
import { type AbilityWords, sayAbility } from "./say-ability";

type Props = {
  /** where the texts of the language are */
  readonly wordsAt: string;
  readonly titles: Readonly<Record<"title" | "about" | "may" | "may_not", string>>;
  readonly around: Surroundings;
  /** the values with which people opened the form */
  readonly texts: FieldTexts;
  /** the currency of the customer, or of each tariff in the choices */
  readonly currency: string;
  readonly currencies: Readonly<Record<string, string>>;
};

/**
 * Says in sentences what the customer of the surrounding form will be able to do. Before JavaScript it describes the
 * values that the form came with, or that we refused; with JavaScript, the present ones. Until the browser has the texts
 * it leaves what the server said.
 */
export function AbilityText({ wordsAt, titles, around, texts, currency, currencies }: Props) {
  const words = useAbilityWords(wordsAt);
  const answer = useAnswer();
  const opened = answer.status === "error" ? typed(texts, answer) : texts;
  const [now, setNow] = useState<FieldTexts | null>(null);
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other values, or an answer, refill the form
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const read = () => setNow(fieldsOf(form));
    const follow = ({ target }: Event) => target instanceof Node && form.contains(target) && read();
    read();
    // listen on the window, to run once a whole column of boxes is set
    addEventListener("input", follow);
    addEventListener("change", follow);
    return () => {
      removeEventListener("input", follow);
      removeEventListener("change", follow);
    };
  }, [texts, answer]);
  const section = {
    ref: place,
    className: "form-group",
    "data-part": "ability",
    "aria-labelledby": "ability",
  };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the markup stays as it is
  if (!words) return <section {...section} suppressHydrationWarning dangerouslySetInnerHTML={asItIs} />;
  const values = now ?? opened;
  const { may, mayNot } = abilityOf(values, around, words.locale);
  const money = currencies[values.i_tariff ?? ""] ?? currency;
  const said = (sentences: typeof may) => sentences.map((sentence) => sayAbility(sentence, words, money));
  return (
    <section {...section}>
      <h2 id="ability">{titles.title}</h2>
      <p>{titles.about}</p>
      <div className={mayNot.length > 0 ? "fields" : undefined}>
        <Sentences
          title={titles.may}
          sentences={said(may)}
          icon={<Icon name="check" className="text-good" />}
        />
        <Sentences
          title={titles.may_not}
          sentences={said(mayNot)}
          icon={<Icon name="x" className="text-muted" />}
        />
      </div>
    </section>
  );
}

const asItIs = { __html: "" };

/** The texts; null: the browser does not have them yet, and the section stands there as the server drew it, or empty. */
function useAbilityWords(href: string): AbilityWords | null {
  const isDrawn = useIsDrawn();
  const [come, setCome] = useState<AbilityWords | null>(() => {
    const text = isServer ? offeredText(href) : isDrawn ? undefined : knownText(href);
    return text === undefined ? null : wordsOf(text);
  });
  useEffect(() => {
    // without them the section stays as it is
    fetchedText(href).then(
      (text) => setCome(wordsOf(text)),
      () => undefined,
    );
  }, [href]);
  return come;
}

function wordsOf(text: string): AbilityWords {
  // abilityWords of the server writes what this reads
  return JSON.parse(text) as AbilityWords;
}

function Sentences(props: {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly icon: React.ReactNode;
}) {
  if (props.sentences.length === 0) return null;
  return (
    <div>
      <h3 className="sr-only">{props.title}</h3>
      <ul className="sentences">
        {props.sentences.map((sentence) => (
          <li key={sentence}>
            {props.icon}
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What people typed if we refused to save it, else what the form came with. */
function typed(texts: FieldTexts, { values }: FormState): FieldTexts {
  return { ...texts, ...values, ...masksIn(values) };
}

function fieldsOf(form: HTMLFormElement): FieldTexts {
  const fields: Record<string, string> = {};
  // of a switch and its hidden field the last one counts
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  return { ...fields, ...masksIn(fields) };
}

/** Makes the masks from their boxes. */
function masksIn(fields: FieldTexts): FieldTexts {
  return Object.fromEntries(
    areas.map((area) => {
      const name = maskOf[area];
      return [name, String(maskWhere((action) => fields[boxOf(name, action)] !== undefined))];
    }),
  );
}
