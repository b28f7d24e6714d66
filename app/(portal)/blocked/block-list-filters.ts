import type { Query } from "@/components/list/list-query";
import type { Actor } from "@/server/actor/actor";
import { listBlocks } from "@/server/customers/list-blocks";
import { asTyped, type Filters, readFilters } from "../../web/lists/filters";

export type BlockFilterName = "q" | "reason" | "who";

/** Reads the filters of the list of blocks from an address. */
export async function blockFilters(query: Query, actor: Actor): Promise<Filters<BlockFilterName>> {
  return await readFilters(query, { q: asTyped, reason: asTyped, who: asTyped }, (raw) =>
    listBlocks.definition.input(raw, actor),
  );
}
