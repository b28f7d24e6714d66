import type { Page } from "playwright-core";

/** What a page asks the server for, by kind, since it was last looked at. */
export function watched(page: Page): () => { readonly rows: number; readonly pages: number } {
  let [rows, pages] = [0, 0];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith("/rows")) rows += 1;
    else if (request.resourceType() === "document" || "rsc" in request.headers()) pages += 1;
  });
  return () => {
    const seen = { rows, pages };
    [rows, pages] = [0, 0];
    return seen;
  };
}

/** Waits until the list shows what its address asks for. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".live-list:not([aria-busy])").waitFor();
}
