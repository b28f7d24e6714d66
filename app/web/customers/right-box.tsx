"use client";

import { type Action, actionsIn, boxId, boxOf } from "@/attributes/rights";
import { useAnswer, useFieldId } from "@/components/form/answer-context";

type Props = {
  readonly name: string;
  readonly action: Action;
  readonly label: string;
  /** the stored mask */
  readonly value: number;
  /** why the parent cannot give it; null: it can */
  readonly reason: string | null;
};

/** One bit of a mask. If the parent cannot give it, people can clear it but not set it. */
export function RightBox({ name, action, label, value, reason }: Props) {
  const box = boxOf(name, action);
  const { status, values } = useAnswer();
  const id = useFieldId(name);
  const stored = actionsIn(value).includes(action);
  const disabled = reason !== null && !stored;
  const checked = status === "error" ? values[box] !== undefined : stored;
  return (
    <input
      key={String(checked)}
      type="checkbox"
      id={boxId(id, action)}
      name={box}
      value="1"
      data-action={action}
      aria-label={reason === null ? label : `${label} — ${reason}`}
      title={reason ?? undefined}
      defaultChecked={checked}
      disabled={disabled}
      className="check"
    />
  );
}
