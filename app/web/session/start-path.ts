import type { Actor } from "@/server/actor/actor";
import type { LiveSession } from "@/server/credentials/sessions";
import { listBranch } from "@/server/customers/branch/list-branch";
import { findCustomers } from "@/server/customers/find-customers";
import { lackOf } from "@/server/operation/may";

const paths: Readonly<Record<number, string>> = {
  1: "/overview",
  2: "/customers",
  3: "/tree",
  4: "/preferences",
};

/**
 * The page after log-in: the chosen one (`start_pages`), if the level may read it. The operator's staff start at their
 * desk unless they chose another page than the overview, which everybody has who chose none.
 */
export function startPath({ actor, start_page }: Pick<LiveSession, "actor" | "start_page">): string {
  const chosen = paths[start_page] ?? "/overview";
  if (chosen === "/overview") return isStaff(actor) ? "/support" : chosen;
  // reading needs no right, so the level alone says it
  const reader = { actor, rights: {} };
  if (chosen === "/customers" && lackOf(findCustomers, reader)) return "/overview";
  return chosen === "/tree" && lackOf(listBranch, reader) ? "/overview" : chosen;
}

function isStaff({ i_customer, access_level }: Actor): boolean {
  return i_customer === 1 && access_level === "SUPPORT";
}
