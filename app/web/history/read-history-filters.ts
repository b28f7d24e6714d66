import type { Query } from "@/components/list/list-query";
import type { LiveSession } from "@/server/credentials/sessions";
import { listHistory } from "@/server/history/list-history";
import { oneOf, readFilter } from "@/server/input/read-parameter";
import { asTyped, dayIn, type Filters, readFilters } from "../lists/filters";
import { notedOperations } from "./noted-operations";

export type HistoryFilterName = "who" | "what" | "changed" | "door" | "log_ins" | "job" | "since" | "until";

/** Reads a history's filters from an address. Days are in the reader's time zone; log-ins are left out until asked for. */
export async function readHistoryFilters(
  query: Query,
  { actor, timeZone }: Pick<LiveSession, "actor" | "timeZone">,
): Promise<Filters<HistoryFilterName>> {
  const day = dayIn(timeZone);
  const filters = await readFilters(
    query,
    {
      who: asTyped,
      what: asTyped,
      changed: asTyped,
      door: asTyped,
      log_ins: asTyped,
      job: asTyped,
      since: day,
      until: day,
    },
    (raw) => {
      readFilter(raw, "what", oneOf<string>(notedOperations));
      readFilter(raw, "log_ins", oneOf(["1"]));
      listHistory.definition.input(raw, actor);
    },
  );
  const { log_ins, what } = filters.typed;
  return { ...filters, raw: { ...filters.raw, log_ins: log_ins !== "" || what === "signIn" } };
}
