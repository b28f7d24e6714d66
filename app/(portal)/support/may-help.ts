import type { Actor } from "@/server/actor";

/** Whether a level helps customers: its navigation has the desk, and it may open their portals. Source: semantics, 'Support'. */
export function mayHelp({ access_level }: Actor): boolean {
  return access_level === "SUPPORT" || access_level === "ADMINISTRATOR";
}
