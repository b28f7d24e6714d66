import { operation } from "../operation/operation";
import { kept } from "./last-calls";

/** How many of the last calls we show. */
const most = 20;

/**
 * Lists the last API calls made as the reader's own customer, the newest first; for root also those of trusted hosts.
 * A call appears a second after its answer.
 */
export const listApiCalls = operation({
  name: "listApiCalls",
  input: () => ({}),
  needs: { about: "scope", right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  async run({ db, actor }) {
    // older calls stay in the table until somebody calls again
    const since = new Date(Date.now() - kept.days * 24 * 60 * 60 * 1000);
    const calls = await db.apiCall.findMany({
      where: { i_customer: actor.i_customer, at: { gte: since } },
      // each process writes its own, a second after the other perhaps
      orderBy: [{ at: "desc" }, { i_api_call: "desc" }],
      take: most,
      select: {
        i_api_call: true,
        at: true,
        method: true,
        fault_code: true,
        address: true,
        ms: true,
        reference: true,
      },
    });
    return { calls: calls.map((call) => ({ ...call, i_api_call: String(call.i_api_call) })) };
  },
});
