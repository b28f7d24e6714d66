import { readId } from "../input/read-id";
import { oneOf, readFilter } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { callDoors, kept } from "./last-calls";

/** How many of the last calls we show. */
const most = 20;

/**
 * Lists the last API calls made as the reader's own customer, the newest first; for root also those of trusted hosts. Of
 * all, of those through one door, or of those with one key. A call appears a second after its answer.
 */
export const listApiCalls = operation({
  name: "listApiCalls",
  input: (raw) => ({
    door: readFilter(raw, "door", oneOf(callDoors)),
    i_key: (raw.i_key ?? "") === "" ? undefined : readId(raw, "i_key"),
  }),
  needs: { about: "scope", right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  async run({ db, actor, input: { door, i_key } }) {
    // older calls stay in the table until somebody calls again
    const since = new Date(Date.now() - kept.days * 24 * 60 * 60 * 1000);
    const calls = await db.apiCall.findMany({
      where: {
        i_customer: actor.i_customer,
        at: { gte: since },
        ...(door === undefined ? {} : { door }),
        ...(i_key === undefined ? {} : { i_key }),
      },
      // each process writes its own, a second after the other perhaps
      orderBy: [{ at: "desc" }, { i_api_call: "desc" }],
      take: most,
      select: {
        i_api_call: true,
        door: true,
        i_key: true,
        at: true,
        method: true,
        fault_code: true,
        address: true,
        ms: true,
        reference: true,
      },
    });
    const ids = [...new Set(calls.flatMap(({ i_key: id }) => id ?? []))];
    const keys =
      ids.length === 0
        ? []
        : await db.apiKey.findMany({
            where: { i_key: { in: ids } },
            select: { i_key: true, prefix: true },
          });
    const prefixes = new Map(keys.map((key) => [key.i_key, key.prefix]));
    return {
      calls: calls.map((call) => ({
        ...call,
        i_api_call: String(call.i_api_call),
        /** the part of the key's text that stays visible; null: without a key, or one that is gone */
        key_prefix: call.i_key === null ? null : (prefixes.get(call.i_key) ?? null),
      })),
    };
  },
});
