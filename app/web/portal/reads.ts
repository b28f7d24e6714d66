import type { LiveSession } from "@/server/credentials/sessions";
import { blockCustomer } from "@/server/customers/block-customer";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { addProfile } from "@/server/profiles/profiles";
import { addRoutingGroup } from "@/server/routing-groups/routing-groups";
import { addTariff, deleteTariff, editTariff } from "@/server/tariffs/tariffs";
import { lacks } from "../session/may";

/**
 * Whether the reader's company has profiles: its rights let it write them. Its people read them at every level that reads,
 * so what only the level lacks does not hide them.
 */
export async function readsProfiles(session: LiveSession): Promise<boolean> {
  return (await lacks(session, addProfile)) !== "right";
}

/** The same of routing groups. */
export async function readsRoutingGroups(session: LiveSession): Promise<boolean> {
  return (await lacks(session, addRoutingGroup)) !== "right";
}

/** The same of jobs: any right to do something to customers is enough. */
export async function readsJobs(session: LiveSession): Promise<boolean> {
  const lacking = await Promise.all([
    lacks(session, createCustomer),
    lacks(session, blockCustomer),
    lacks(session, deleteCustomer),
  ]);
  return lacking.some((lack) => lack !== "right");
}

/** The same of tariffs: any right over them is enough. */
export async function readsTariffs(session: LiveSession): Promise<boolean> {
  const lacking = await Promise.all([
    lacks(session, addTariff),
    lacks(session, editTariff),
    lacks(session, deleteTariff),
  ]);
  return lacking.some((lack) => lack !== "right");
}
