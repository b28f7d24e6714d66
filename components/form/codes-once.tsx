"use client";

import type { ReactNode } from "react";
import { useAnswer } from "@/components/form/answer-context";
import { buttonClass } from "@/components/ui/looks";

/** What a form asks for; once it is answered with recovery codes, those, shown once, and where `href` leads on. */
export function CodesOnce(props: {
  readonly text: string;
  readonly next: string;
  readonly href: string;
  readonly children: ReactNode;
}) {
  const { once } = useAnswer();
  if (!once) return props.children;
  return (
    <>
      <div role="status" className="rounded-control border border-line bg-sunken p-4" data-part="shown-once">
        <p className="mb-2">{props.text}</p>
        <ul className="grid grid-cols-2 gap-x-6 font-mono">
          {once.value.split("\n").map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      {/* a full document: the page is another one once the factor is there */}
      <a href={props.href} className={buttonClass("primary", "self-start")}>
        {props.next}
      </a>
    </>
  );
}
