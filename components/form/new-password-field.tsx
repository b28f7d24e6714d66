"use client";

import {
  type ComponentProps,
  type ReactNode,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { CopyButton } from "../ui/copy-button";
import { buttonClass } from "../ui/looks";
import { useAnswer, useFieldId } from "./answer-context";
import { CheckField, SecretField } from "./fields";
import { makePassword } from "./make-password";
import { PasswordMeter } from "./password-meter";

type Props = {
  readonly name: string;
  readonly label: string;
  readonly required: string;
  readonly help: string;
  readonly judge: ComponentProps<typeof PasswordMeter>["judge"];
  /** the content below it */
  readonly children?: ReactNode;
  readonly words: {
    readonly generate: string;
    readonly generated: string;
    /** says that we do not show it again */
    readonly once: string;
    /** labels the choice before JavaScript, with which the server makes a password and shows it after saving */
    readonly without: string;
  };
};

/**
 * A password for somebody else: people type it, or make one here and see it in clear with a button to copy. It stays in the
 * browser until the form is sent, survives a refusal, and disappears when somebody types another one.
 */
export function NewPasswordField({ name, label, required, help, judge, words, children }: Props) {
  const [made, setMade] = useState<string | null>(null);
  const id = useFieldId(name);
  const place = useRef<HTMLDivElement>(null);
  const answer = useAnswer();
  const ready = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer empties the field, so fill it again
  useEffect(() => {
    const field = place.current?.querySelector("input");
    if (!field || made === null) return;
    field.value = made;
    const forget = () => setMade(null);
    field.addEventListener("input", forget);
    return () => field.removeEventListener("input", forget);
  }, [made, answer]);
  return (
    <div ref={place} className="flex flex-col gap-2">
      <PasswordMeter judge={judge}>
        <SecretField name={name} label={label} required={required} help={help} autoComplete="new-password" />
      </PasswordMeter>
      {ready ? (
        <div>
          <button
            type="button"
            className={buttonClass("plain")}
            aria-controls={id}
            onClick={() => setMade(makePassword())}
          >
            {words.generate}
          </button>
        </div>
      ) : (
        <noscript>
          <CheckField name="generate" label={words.without} value="0" />
        </noscript>
      )}
      {children}
      <div role="status">
        {made === null ? null : (
          <div className="rounded-control border border-line bg-sunken p-3" data-part="shown-once">
            <div className="text-[0.8125rem] text-muted">{words.generated}</div>
            <div className="mt-0.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <output className="font-mono text-[1.0625rem] wrap-anywhere select-all">{made}</output>
              <CopyButton text={made} />
            </div>
            <p className="mt-1 text-[0.8125rem] text-muted">{words.once}</p>
          </div>
        )}
      </div>
    </div>
  );
}
