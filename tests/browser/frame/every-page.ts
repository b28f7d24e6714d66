import { readdirSync, readFileSync } from "node:fs";
import type { Act } from "@/server/actor/access-levels";

/** The access level that a route of the portal needs. */
export type Needs = {
  /** any of these acts opens it */
  readonly opens: readonly Act[];
  /** the query to open it with */
  readonly query?: string;
  /** where it redirects people who may not read, or, if it exists only for them, people who may */
  readonly leads?: { readonly readers?: string; readonly others?: string };
};

const reads: Needs = { opens: ["read"] };
const own: Needs = { opens: ["own"] };
const funds: Needs = { opens: ["funds"] };
const manages: Needs = { opens: ["manage"] };
const blocks: Needs = { opens: ["block"] };
const webUsers: Needs = { opens: ["web_users"] };
const supports: Needs = { opens: ["support"] };
const looksAfter: Needs = { opens: ["look_after"] };

/** Every page and download of the portal, with the row of the table of access levels that it needs. */
export const pages: Readonly<Record<string, Needs>> = {
  "/api": own,
  "/api/calls": reads,
  "/api/keys/new": own,
  // the stage's key is an administrator's
  "/api/keys/[i_key]": webUsers,
  "/api/keys/[i_key]/edit": webUsers,
  "/api/keys/[i_key]/end": webUsers,
  "/api/keys/[i_key]/rotate": webUsers,
  "/api/reference": own,
  "/api/reference/[operation]": own,
  "/api/webhooks": webUsers,
  "/api/webhooks/new": webUsers,
  "/api/webhooks/[i_endpoint]": webUsers,
  "/api/webhooks/[i_endpoint]/check": webUsers,
  "/api/webhooks/[i_endpoint]/delete": webUsers,
  "/api/webhooks/[i_endpoint]/edit": webUsers,
  "/api/webhooks/[i_endpoint]/messages/[i_message]": webUsers,
  "/api/webhooks/[i_endpoint]/messages/[i_message]/progress": webUsers,
  "/api/webhooks/[i_endpoint]/rotate": webUsers,
  "/api/webhooks/[i_endpoint]/rows": webUsers,
  "/api/xmlapi": reads,
  "/blocked": reads,
  "/blocked/rows": reads,
  "/customers": reads,
  "/customers/export": reads,
  "/customers/new": manages,
  "/customers/rows": reads,
  "/customers/[i_customer]": reads,
  "/customers/[i_customer]/billing": reads,
  "/customers/[i_customer]/block": blocks,
  "/customers/[i_customer]/branding": reads,
  "/customers/[i_customer]/branding/edit": manages,
  "/customers/[i_customer]/charge": funds,
  "/customers/[i_customer]/correct": funds,
  "/customers/[i_customer]/credit": funds,
  "/customers/[i_customer]/credit-limit": funds,
  "/customers/[i_customer]/delete": manages,
  // BILLING may change contact data and the credit limit
  "/customers/[i_customer]/edit": { opens: ["manage", "funds"] },
  "/customers/[i_customer]/history": reads,
  "/customers/[i_customer]/history/export": reads,
  "/customers/[i_customer]/history/rows": reads,
  "/customers/[i_customer]/ledger": reads,
  "/customers/[i_customer]/ledger/export": reads,
  "/customers/[i_customer]/ledger/rows": reads,
  "/customers/[i_customer]/limits": reads,
  "/customers/[i_customer]/notes": reads,
  "/customers/[i_customer]/notes/rows": reads,
  "/customers/[i_customer]/one-time-password": looksAfter,
  "/customers/[i_customer]/open-as": supports,
  "/customers/[i_customer]/payment": funds,
  "/customers/[i_customer]/permissions": reads,
  "/customers/[i_customer]/receipt/[i_entry]": reads,
  "/customers/[i_customer]/receipt/[i_entry]/pdf": reads,
  "/customers/[i_customer]/self-care": reads,
  "/customers/[i_customer]/unblock": blocks,
  "/customers/[i_customer]/web-users": reads,
  "/customers/[i_customer]/web-users/new": webUsers,
  "/customers/[i_customer]/web-users/[i_web_user]": reads,
  "/customers/[i_customer]/web-users/[i_web_user]/delete": webUsers,
  "/customers/[i_customer]/why-not": reads,
  "/history": reads,
  "/history/export": reads,
  "/history/rows": reads,
  "/jobs": reads,
  // the frame of everybody asks it, of one's own jobs alone
  "/jobs/progress": { opens: ["overview"] },
  "/jobs/rows": reads,
  "/jobs/import": manages,
  "/jobs/import/[i_import]/columns": manages,
  "/jobs/import/[i_import]/problems": manages,
  "/jobs/import/[i_import]/progress": manages,
  "/jobs/new": { opens: ["read"], query: "?of=chosen&ids=[i_customer]" },
  "/jobs/[i_job]": reads,
  "/jobs/[i_job]/export": reads,
  "/jobs/[i_job]/preview": reads,
  "/jobs/[i_job]/progress": reads,
  "/jobs/[i_job]/rows": reads,
  "/overview": { opens: ["overview"] },
  "/preferences": own,
  "/preferences/company": funds,
  "/preferences/factors": own,
  "/preferences/factors/totp": own,
  "/preferences/log-ins": own,
  // the address that one's own settings once had
  "/preferences/mine": { opens: ["own"], leads: { readers: "/preferences", others: "/preferences" } },
  "/preferences/password": own,
  "/profiles": reads,
  "/profiles/new": manages,
  "/profiles/[i_profile]": manages,
  "/profiles/[i_profile]/delete": manages,
  "/refusals/[reference]": reads,
  "/routing-groups": reads,
  "/search": { opens: ["read"], query: "?q=levels" },
  // like the navigation, it offers what the reader may open
  "/search/start": { opens: ["overview"] },
  "/statement": reads,
  "/statement/export": reads,
  "/statement/rows": reads,
  "/support": supports,
  // without a support session there is none to manage
  "/support/session": { opens: ["support"], leads: { readers: "/support" } },
  "/support/sessions": supports,
  "/support/sessions/[session]": supports,
  "/support/sessions/[session]/rows": supports,
  "/support/sessions/export": supports,
  "/support/sessions/rows": supports,
  "/tariffs": reads,
  "/tree": reads,
  "/tree/branch": { opens: ["read"], query: "?i_customer=[own]" },
};

/** Fills the ids of the stage into a route. */
export function addressOf(route: string, ids: Readonly<Record<string, string>>): string {
  const address = route + (pages[route]?.query ?? "");
  return address.replace(/\[(\w+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`the stage has no ${name}`);
    return id;
  });
}

/** Lists the routes in the app folder, but for those that only forms are sent to. */
export function routesInFolder(): string[] {
  return readdirSync("app/(portal)", { recursive: true, encoding: "utf8" })
    .filter((file) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file))
    .filter((file) => !/^export async function POST/m.test(readFileSync(`app/(portal)/${file}`, "utf8")))
    .map((file) => `/${file.split("/").slice(0, -1).join("/")}`);
}

/** Finds the route of an address; undefined: not the portal's. A literal segment wins over a parameter. */
export function routeOf(path: string): string | undefined {
  return Object.keys(pages)
    .filter((route) => new RegExp(`^${route.replace(/\[\w+\]/g, "[^/]+")}$`).test(path))
    .toSorted((one, other) => one.split("[").length - other.split("[").length)[0];
}
