const sections = [
  "api",
  "blocked",
  "customers",
  "history",
  "jobs",
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

/** What may follow a section or an id. */
const parts = [
  "billing",
  "block",
  "branch",
  "branding",
  "calls",
  "charge",
  "check",
  "columns",
  "company",
  "correct",
  "credit",
  "credit-limit",
  "delete",
  "edit",
  "end",
  "export",
  "factors",
  "history",
  "import",
  "keys",
  "ledger",
  "limits",
  "log-ins",
  "messages",
  "mine",
  "new",
  "notes",
  "one-time-password",
  "open-as",
  "password",
  "payment",
  "pdf",
  "permissions",
  "preview",
  "problems",
  "receipt",
  "reference",
  "rotate",
  "self-care",
  "totp",
  "unblock",
  "web-users",
  "webhooks",
  "why-not",
  "xmlapi",
];

/** Pages that show nothing of the customer. */
const bare = /^\/($|support(\/|$)|confirm(\/|$)|branding\/|api\/auth\/)/;

/** Pages that a support session is refused: it has seen nothing there. */
const refused = /^\/(customers\/\d+\/(web-users|notes)|preferences\/(factors|log-ins|password))(\/|$)/;

/** What a page's script fetches alone is of that page. */
const fetched = /\/(?:progress|rows|start)$/;

/**
 * Says how the history names a page that support opened: by its path if it is one of ours, else as `/…`, so that nobody can
 * write into the history or flood it by made-up addresses. null: the page shows nothing of the customer, or not to support
 */
export function notedPage(asked: string): string | null {
  const path = asked.replace(fetched, "");
  if (!path.startsWith("/") || bare.test(path) || refused.test(path)) return null;
  const [section = "", ...rest] = path.slice(1).split("/");
  const isOurs = (part: string) =>
    parts.includes(part) || /^\d{1,10}$/.test(part) || /^[2-9A-HJ-NP-Z]{8}$/.test(part);
  return sections.includes(section) && rest.length <= 4 && rest.every(isOurs) ? path : "/…";
}
