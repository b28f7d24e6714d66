"use client";

import { useEffect, useRef, useState } from "react";
import { actionsIn } from "@/attributes/rights";
import { useAnswer } from "./answer-context";

/** A field of a folded group. */
export type GroupField = {
  readonly name: string;
  readonly label: string;
  /** its default */
  readonly usual: string;
  /** `bits`: the boxes of a mask of rights; `one`: a switch; null: no box */
  readonly boxes: "bits" | "one" | null;
};

type Props = {
  readonly fields: readonly GroupField[];
  /** the values at first, by name */
  readonly held: Readonly<Record<string, string>>;
  /** with {count} */
  readonly ticked: string;
};

const mostNamed = 3;

/** Says what is set in a folded group, and follows what people type: boxes by their number, other fields by name. */
export function SetNote({ fields, held, ticked }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const [now, setNow] = useState(held);
  const answer = useAnswer();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer gives the fields back as they were typed
  useEffect(() => {
    const group = place.current?.closest("details");
    if (!group) return;
    const follow = () =>
      setNow(Object.fromEntries(fields.map((field) => [field.name, heldIn(group, field)])));
    follow();
    // listen on the form: the boxes that *all* checks fire no event themselves
    const form = group.closest("form");
    form?.addEventListener("input", follow);
    form?.addEventListener("change", follow);
    return () => {
      form?.removeEventListener("input", follow);
      form?.removeEventListener("change", follow);
    };
  }, [fields, answer]);
  const named = fields.filter(({ name, usual, boxes }) => !boxes && (now[name] ?? "") !== usual);
  const on = fields.reduce((sum, { name, boxes }) => sum + (boxes ? bitsIn(Number(now[name] ?? 0)) : 0), 0);
  const names = named.slice(0, mostNamed).map(({ label }) => label);
  const more = named.length - names.length;
  const words = [
    on > 0 ? ticked.replace("{count}", String(on)) : "",
    names.length > 0 ? `${names.join(", ")}${more > 0 ? ` +${more}` : ""}` : "",
  ];
  return <span ref={place}>{words.filter(Boolean).join(" · ")}</span>;
}

function heldIn(group: HTMLElement, { name, boxes }: GroupField): string {
  const all = [
    ...group.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      boxes === "bits" ? `[name^="${name}."]` : `[name="${name}"]:not([type="hidden"])`,
    ),
  ];
  if (!boxes) return all[0]?.value ?? "";
  return String(
    all.reduce((mask, box) => {
      const bit = boxes === "bits" ? Number(box.name.slice(name.length + 1)) : 1;
      return box instanceof HTMLInputElement && box.checked ? mask | bit : mask;
    }, 0),
  );
}

function bitsIn(mask: number): number {
  return actionsIn(mask).length;
}
