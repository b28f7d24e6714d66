"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/**
 * Follows the plain links of the portal without reloading the whole page: one listener is cheaper than a component for
 * each of a hundred links. Without JavaScript they are ordinary links. Those that lead to a file have `download` or
 * `data-file`.
 */
export function SoftLinks() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const { target } = event;
      const link =
        target instanceof Element ? target.closest<HTMLAnchorElement>("a[href^='/']:not([data-file])") : null;
      const isPlain =
        event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!link || !isPlain || event.defaultPrevented || link.target || link.download) return;
      // the browser itself marks and focuses what an address names: `:target` does not see a navigation by script
      if (link.hash) return;
      // a link to this very page takes back what was asked or typed in it, which a navigation by script would keep
      if (link.href === window.location.href) return;
      event.preventDefault();
      startTransition(() => router.push(link.pathname + link.search));
    };
    document.addEventListener("click", follow);
    document.addEventListener("click", keepState);
    return () => {
      document.removeEventListener("click", follow);
      document.removeEventListener("click", keepState);
    };
  }, [router]);
  return null;
}

/**
 * A step within a page, which the browser makes itself, is a step of the same page: the router takes no notice of an entry
 * without its state, and so Back would show the address of one page and the content of another.
 */
function keepState({ target }: MouseEvent): void {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href*='#']") : null;
  if (!link || link.pathname !== window.location.pathname || link.search !== window.location.search) return;
  const { state } = window.history;
  const keep = () => window.history.state ?? window.history.replaceState(state, "");
  window.addEventListener("hashchange", keep, { once: true });
}
