"use client";

import { useEffect } from "react";

/** A short notice of what just succeeded. It disappears by itself; we clear the cookie that asked for it at once. */
export function Toast({ children, cookie }: { readonly children: string; readonly cookie: string }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the cookie store
    document.cookie = `${cookie}=; path=/; max-age=0`;
  });
  return (
    <div role="status" className="toast" key={children}>
      {children}
    </div>
  );
}
