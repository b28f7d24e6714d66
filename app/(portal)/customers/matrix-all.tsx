"use client";

import { useSyncExternalStore } from "react";

type Props = { readonly label: string; readonly name: string; readonly selector: string };

/** Checks or clears a whole row or column at once. It does nothing before JavaScript, and is then not there. */
export function MatrixAll({ label, name, selector }: Props) {
  const ready = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  return (
    <span className="inline-flex items-center gap-1.5">
      {label}
      {ready ? (
        <input
          type="checkbox"
          className="check opacity-70"
          aria-label={name}
          onChange={(event) => {
            const boxes =
              event.currentTarget.closest("[data-matrix]")?.querySelectorAll<HTMLInputElement>(selector) ??
              [];
            for (const box of boxes) if (!box.disabled) box.checked = event.currentTarget.checked;
          }}
        />
      ) : null}
    </span>
  );
}

function noChange(): () => void {
  return () => undefined;
}
