"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { makeTrialKeyAction } from "../actions";

/** The key that was made for trying, as long as the browser shows pages of the portal without loading one anew. */
let held: { readonly key: string; readonly until: number; readonly writes: boolean } | null = null;

/** A moment before its end it is of no use any more. */
const margin = 5_000;

function heldNow(): typeof held {
  if (held && held.until - margin < Date.now()) held = null;
  return held;
}

export type TrialWords = Readonly<
  Record<"key" | "keyHelp" | "makeKey" | "madeKey" | "makeWriting" | "madeWriting", string>
>;

/**
 * The field for the key with which a request goes out. One for a quarter of an hour is made by a click, and is there on the
 * next pages, too, while it lives.
 * @param writes whether one that writes is offered
 */
export function TrialKey(props: {
  readonly words: TrialWords;
  readonly makes: boolean;
  readonly writes: boolean;
  readonly value: string;
  readonly onValue: (key: string) => void;
}) {
  const { words, onValue } = props;
  const [note, setNote] = useState("");
  const said = (writes: boolean) => (writes ? words.madeWriting : words.madeKey);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was held when the page came
  useEffect(() => {
    const found = heldNow();
    if (!found) return;
    onValue(found.key);
    setNote(said(found.writes));
  }, []);

  const make = async (writes: boolean) => {
    const made = await makeTrialKeyAction(writes);
    if ("confirm" in made) {
      window.location.assign(`/confirm?next=${encodeURIComponent(window.location.pathname)}`);
      return;
    }
    if ("problem" in made) {
      setNote(made.problem);
      return;
    }
    held = { ...made, writes };
    onValue(made.key);
    setNote(said(writes));
  };

  return (
    <div className="field">
      <label htmlFor="try-key">{words.key}</label>
      <input
        id="try-key"
        className="control"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        onChange={(event) => onValue(event.currentTarget.value)}
        aria-describedby="try-key-help"
        required
      />
      <div id="try-key-help" className="field-help" aria-live="polite">
        {note || words.keyHelp}
      </div>
      {props.makes ? (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button type="button" onClick={() => make(false)}>
            {words.makeKey}
          </Button>
          {props.writes ? (
            <Button type="button" onClick={() => make(true)}>
              {words.makeWriting}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
