"use client";

import { useEffect, useRef, useState } from "react";
import { useFieldId } from "@/components/form/answer-context";
import { TextField } from "@/components/form/fields";

/** A colour as text, in any notation of CSS, with the system's picker beside it; each follows the other. */
export function ColourField(props: {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  /** the picker's label, and the colour it shows if the text is empty and no stylesheet sets another */
  readonly picker: string;
  readonly usual: string;
  /** finds the part of the page that has the brand in force */
  readonly within: string;
}) {
  const { picker, usual: whole, within, ...field } = props;
  const [inForce, setInForce] = useState<string | null>(null);
  const usual = inForce ?? whole;
  const id = useFieldId(props.name);
  const picked = useRef<HTMLInputElement>(null);
  const follow = () => {
    const text = document.getElementById(id);
    if (picked.current && text instanceof HTMLInputElement) picked.current.value = hexOf(text.value) ?? usual;
  };
  // an answer may have refilled the text
  useEffect(follow);
  useEffect(() => {
    if (props.value !== "") return;
    // the preview puts its stylesheet in force after this
    const frame = requestAnimationFrame(() => setInForce(accentWithin(within)));
    return () => cancelAnimationFrame(frame);
  }, [props.value, within]);
  const write = (colour: string) => {
    const text = document.getElementById(id);
    if (!(text instanceof HTMLInputElement)) return;
    text.value = colour;
    // the preview listens for typing
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div className="colour-field">
      <TextField
        {...field}
        input={{ maxLength: 64, spellCheck: false, onInput: follow, placeholder: inForce ?? undefined }}
      />
      <input
        ref={picked}
        type="color"
        aria-label={picker}
        title={picker}
        defaultValue={hexOf(props.value) ?? usual}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
    </div>
  );
}

/** The accent that is in force in a part of the page; null: there is no such part. */
function accentWithin(selector: string): string | null {
  const probe = document.createElement("span");
  probe.style.color = "var(--accent)";
  document.querySelector(selector)?.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return hexOf(colour);
}

/** A colour as the picker takes it, `#rrggbb`; null if the text is not a colour. */
function hexOf(text: string): string | null {
  if (/^#[\da-f]{6}$/i.test(text.trim())) return text.trim().toLowerCase();
  if (typeof document === "undefined" || text.trim() === "" || !CSS.supports("color", text)) return null;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return null;
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
