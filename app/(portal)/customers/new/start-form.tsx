"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";

/**
 * The form that chooses what a new customer starts from: an address, and so without JavaScript too. With it a profile
 * is filled in as soon as it is chosen, and what was typed into the essentials stays.
 */
export function StartForm({ action, children }: { readonly action: string; readonly children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const go = (fields: FormData) => {
    const query = new URLSearchParams();
    for (const [name, value] of fields)
      if (typeof value === "string" && value.trim()) query.set(name, value.trim());
    start(() => router.replace(`${action}?${query}`, { scroll: false }));
  };
  return (
    <form
      action={action}
      method="get"
      aria-busy={pending}
      className="mb-6 grid items-end gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        go(new FormData(event.currentTarget));
      }}
      onChange={({ currentTarget, target }) => {
        if (!(target instanceof HTMLSelectElement)) return;
        const fields = new FormData(currentTarget);
        fields.delete("copy");
        go(fields);
      }}
    >
      {children}
    </form>
  );
}
