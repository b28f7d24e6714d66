"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/looks";

/** A button for a download that is there once: having sent it, the page comes anew until it says that it is gone. */
export function TakeOnce({ action, label }: { readonly action: string; readonly label: string }) {
  const router = useRouter();
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    if (!isSent) return;
    const timer = setInterval(() => router.refresh(), 1_000);
    return () => clearInterval(timer);
  }, [isSent, router]);
  return (
    <form
      action={action}
      method="post"
      onSubmit={(event) => {
        // a download leaves the page as it is
        if (isSent) event.preventDefault();
        setSent(true);
      }}
    >
      <button type="submit" className={buttonClass("plain", "")} aria-disabled={isSent || undefined}>
        {label}
      </button>
    </form>
  );
}
