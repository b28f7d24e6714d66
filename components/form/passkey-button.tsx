"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "../ui/button";
import { type CodesWords, RecoveryCodes } from "./recovery-codes";

type Answer = { readonly error: string } | { readonly codes: readonly string[] } | null;

/**
 * A button that asks the browser for a passkey. The library for it comes with the first click; without JavaScript there
 * are no passkeys, and it is not shown.
 */
export function PasskeyButton(props: {
  readonly children: ReactNode;
  readonly look?: "primary" | "plain";
  /** `register` makes a new passkey, `prove` signs with one that is there */
  readonly to: "register" | "prove";
  /** asks the server what to sign; a text says why not */
  readonly begin: () => Promise<{ readonly options: unknown } | { readonly error: string }>;
  /** gives the server what was signed; null: it leads on by itself */
  readonly finish: (signed: unknown) => Promise<Answer>;
  /** what is said when the person, or the browser, did not go through with it */
  readonly given_up: string;
  /** for recovery codes, which come with a first passkey */
  readonly codes?: CodesWords;
}) {
  const [answer, setAnswer] = useState<Answer>(null);
  const [pending, start] = useTransition();
  const act = () =>
    start(async () => {
      setAnswer(null);
      const asked = await props.begin();
      if ("error" in asked) return setAnswer(asked);
      const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
      // the server made the options for just this call
      const optionsJSON = asked.options as never;
      const signed = await (props.to === "register"
        ? startRegistration({ optionsJSON })
        : startAuthentication({ optionsJSON })
      ).catch(() => null);
      setAnswer(signed === null ? { error: props.given_up } : await props.finish(signed));
    });
  return (
    <div className="flex flex-col gap-2 [@media(scripting:none)]:hidden">
      <Button
        type="button"
        look={props.look ?? "plain"}
        onClick={act}
        aria-busy={pending || undefined}
        className="busy-shows"
      >
        {props.children}
      </Button>
      {answer && "error" in answer ? (
        <p role="alert" className="field-problem">
          {answer.error}
        </p>
      ) : null}
      {answer && "codes" in answer && props.codes ? (
        <RecoveryCodes codes={answer.codes} words={props.codes} />
      ) : null}
    </div>
  );
}
