"use client";

import { useAnswer, useFieldId } from "@/components/form/answer-context";

type Props = {
  readonly name: string;
  readonly bit: number;
  readonly label: string;
  /** the stored mask */
  readonly value: number;
  /** why the parent cannot give it; null: it can */
  readonly reason: string | null;
};

/** One bit of a mask. If the parent cannot give it, people can clear it but not set it. */
export function RightBox({ name, bit, label, value, reason }: Props) {
  const { status, values } = useAnswer();
  const id = useFieldId(name);
  const stored = (value & bit) !== 0;
  const disabled = reason !== null && !stored;
  const checked = status === "error" ? values[`${name}.${bit}`] !== undefined : stored;
  return (
    <input
      key={String(checked)}
      type="checkbox"
      // the first box has the field's id, to which a mistake leads
      id={bit === 1 ? id : `${id}.${bit}`}
      name={`${name}.${bit}`}
      value="1"
      data-bit={bit}
      aria-label={reason === null ? label : `${label} — ${reason}`}
      title={reason ?? undefined}
      defaultChecked={checked}
      disabled={disabled}
      className="check align-middle"
    />
  );
}
