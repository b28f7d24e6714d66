"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Follows the plain links in table rows without reloading the whole page: one listener is cheaper than a component for
 * each link of a hundred rows. Without JavaScript they are ordinary links.
 */
export function SoftLinks() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const { target } = event;
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>(".rows a[href^='/']") : null;
      const isPlain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!link || !isPlain || event.defaultPrevented || link.target || link.download) return;
      event.preventDefault();
      router.push(link.pathname + link.search);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  return null;
}
