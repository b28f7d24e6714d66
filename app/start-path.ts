import { mayAct } from "@/server/identity/access-levels";
import type { LiveSession } from "@/server/identity/sessions";

const paths: Readonly<Record<number, string>> = {
  1: "/overview",
  2: "/customers",
  3: "/tree",
  4: "/preferences",
};

/** The page shown after log-in: the chosen one (`start_pages`), where the level may read it. */
export function startPath({ actor, start_page }: Pick<LiveSession, "actor" | "start_page">): string {
  const chosen = paths[start_page] ?? "/overview";
  const isRead = chosen === "/customers" || chosen === "/tree";
  return isRead && !mayAct(actor.access_level, "read") ? "/overview" : chosen;
}
