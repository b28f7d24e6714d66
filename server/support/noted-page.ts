const sections = [
  "api",
  "blocked",
  "customers",
  "history",
  "overview",
  "preferences",
  "profiles",
  "refusals",
  "routing-groups",
  "search",
  "statement",
  "tariffs",
  "tree",
];

/** What follows a section, or somebody's id. */
const parts = [
  "billing",
  "block",
  "branch",
  "branding",
  "charge",
  "correct",
  "credit",
  "credit-limit",
  "delete",
  "edit",
  "export",
  "factors",
  "history",
  "ledger",
  "limits",
  "log-ins",
  "mine",
  "new",
  "notes",
  "one-time-password",
  "open-as",
  "password",
  "payment",
  "pdf",
  "permissions",
  "receipt",
  "self-care",
  "totp",
  "unblock",
  "web-users",
  "why-not",
];

/** Those that show nothing of the customer. */
const bare = /^\/($|support(\/|$)|lacking$|confirm(\/|$)|branding\/|api\/auth\/)/;

/**
 * How the history names a page that support looked at: by its path, where it is one of ours, else as `/…`, since whoever looks
 * must not write into it, nor fill it. null: it shows nothing of the customer
 */
export function notedPage(path: string): string | null {
  if (!path.startsWith("/") || bare.test(path)) return null;
  const [section = "", ...rest] = path.slice(1).split("/");
  const isOurs = (part: string) =>
    parts.includes(part) || /^\d{1,10}$/.test(part) || /^[2-9A-HJ-NP-Z]{8}$/.test(part);
  return sections.includes(section) && rest.length <= 4 && rest.every(isOurs) ? path : "/…";
}
