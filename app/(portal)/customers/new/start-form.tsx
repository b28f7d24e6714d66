"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";

/**
 * Chooses what a new customer starts from, by GET, so that it works without JavaScript. With it a profile fills in the form
 * at once, and the essentials keep what people typed.
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
      className="flex items-end gap-4 max-sm:flex-col max-sm:items-stretch sm:*:[.field]:flex-1"
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
