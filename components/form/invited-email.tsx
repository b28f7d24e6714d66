"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { useAnswer } from "./answer-context";
import { TextField } from "./fields";

/** The address of somebody new: required while the form's first log-in is by a mailed invitation. */
export function InvitedEmail({
  required,
  ...field
}: ComponentProps<typeof TextField> & {
  /** the word that marks a required field */
  readonly required: string;
}) {
  const { values } = useAnswer();
  const place = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    const follow = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.name === "first_log_in") setChosen(target.value);
    };
    form?.addEventListener("change", follow);
    return () => form?.removeEventListener("change", follow);
  }, []);
  const invited = (chosen ?? values.first_log_in ?? "invite") !== "password";
  return (
    <div ref={place}>
      <TextField {...field} required={invited ? required : undefined} />
    </div>
  );
}
