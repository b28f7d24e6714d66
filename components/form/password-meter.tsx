"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type Judgement = { readonly lacking: readonly string[]; readonly fine: string | null };

const waitMs = 350;

/**
 * Says below a field for a new password what it still lacks while people type. Without JavaScript, or if asking the
 * server fails, the form says it when somebody sends it.
 */
export function PasswordMeter(props: {
  readonly judge: (password: string) => Promise<Judgement>;
  /** the field */
  readonly children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<Judgement | null>(null);
  const { judge } = props;
  useEffect(() => {
    const box = place.current;
    let timer: ReturnType<typeof setTimeout>;
    let asked = 0;
    const ask = (event: Event) => {
      clearTimeout(timer);
      asked += 1;
      const mine = asked;
      const { value } = event.target as HTMLInputElement;
      if (value === "") return setSaid(null);
      timer = setTimeout(() => {
        judge(value).then(
          (answer) => mine === asked && setSaid(answer),
          () => setSaid(null),
        );
      }, waitMs);
    };
    // an answered form empties the field, and says itself what was wrong with the password
    const forget = () => {
      clearTimeout(timer);
      asked += 1;
      setSaid(null);
    };
    const form = box?.closest("form");
    box?.addEventListener("input", ask);
    form?.addEventListener("reset", forget);
    return () => {
      clearTimeout(timer);
      box?.removeEventListener("input", ask);
      form?.removeEventListener("reset", forget);
    };
  }, [judge]);
  return (
    <div ref={place} className="flex flex-col gap-1.5">
      {props.children}
      <div role="status" className="text-[0.8125rem]" data-part="password-meter">
        {said?.fine ? <p className="text-good">{said.fine}</p> : null}
        {said && said.lacking.length > 0 ? (
          <ul className="text-warn">
            {said.lacking.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
