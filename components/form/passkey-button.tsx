"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { type CodesWords, RecoveryCodes } from "./recovery-codes";

type Answer = { readonly error: string } | { readonly codes: readonly string[] } | null;

/**
 * A button that asks the browser for a passkey. It loads the library with the first click. Without JavaScript there are no
 * passkeys, so it does not show.
 */
export function PasskeyButton(props: {
  readonly children: ReactNode;
  readonly look?: "primary" | "plain";
  /** `register` makes a new passkey, `prove` signs with an existing one */
  readonly to: "register" | "prove";
  /** asks the server what to sign; answers with a text if the server refuses */
  readonly begin: () => Promise<{ readonly options: unknown } | { readonly error: string }>;
  /** gives the server the signature; null: the server redirects by itself */
  readonly finish: (signed: unknown) => Promise<Answer>;
  /** says that the person, or the browser, cancelled */
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
      // the server made these options for this call
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
        <Icon name="key-round" />
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
