const key = "recent-customers";
const most = 5;

/**
 * Notes which customer's page is open: only ids, and only in this tab. Names are personal data, so we ask the server for
 * them each time, and it leaves out customers that the reader may no longer see.
 */
export function rememberCustomer(path: string): void {
  const id = /^\/customers\/(\d+)/.exec(path)?.[1];
  if (!id) return;
  const others = recentCustomers().filter((one) => one !== id);
  // if the browser stores nothing, we remember nothing
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
