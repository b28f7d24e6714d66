const key = "recent-customers";
const most = 5;

/**
 * Notes which customer's page is open. Ids alone, in this tab alone, gone with it: names are personal data, so they
 * are asked for each time, of the server, which leaves out whom the reader may not see any more.
 */
export function rememberCustomer(path: string): void {
  const id = /^\/customers\/(\d+)/.exec(path)?.[1];
  if (!id) return;
  const others = recentCustomers().filter((one) => one !== id);
  // where the browser keeps nothing, nothing is remembered
  try {
    sessionStorage.setItem(key, [id, ...others].slice(0, most).join(","));
  } catch {}
}

/** The ids, the latest first. */
export function recentCustomers(): string[] {
  try {
    return sessionStorage.getItem(key)?.split(",") ?? [];
  } catch {
    return [];
  }
}
