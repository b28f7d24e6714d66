"use client";

import { useEffect } from "react";

/** A short notice about what just succeeded. It goes by itself; the note that asked for it is forgotten at once. */
export function Toast({ children, cookie }: { readonly children: string; readonly cookie: string }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
    document.cookie = `${cookie}=; path=/; max-age=0`;
  });
  return (
    <div role="status" className="toast" key={children}>
      {children}
    </div>
  );
}
