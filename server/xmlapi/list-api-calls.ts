import { operation } from "../operation";
import { kept } from "./last-calls";

/** The last calls that are shown. */
const most = 20;

/**
 * Lists the last calls through the API that were made as one's own customer, the newest first; for root those of
 * trusted hosts too. A call is there a second after it was answered.
 */
export const listApiCalls = operation({
  name: "listApiCalls",
  input: () => ({}),
  needs: { right: null, acts: ["read"], scope: "none" },
  writes: false,
  async run({ db, actor }) {
    // what is older is deleted when somebody calls next
    const since = new Date(Date.now() - kept.days * 24 * 60 * 60 * 1000);
    const calls = await db.apiCall.findMany({
      where: { i_customer: actor.i_customer, at: { gte: since } },
      orderBy: { i_api_call: "desc" },
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
