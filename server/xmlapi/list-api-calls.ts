import { operation } from "../operation";

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
    const calls = await db.apiCall.findMany({
      where: { i_customer: actor.i_customer },
      orderBy: { i_api_call: "desc" },
      take: most,
      select: { i_api_call: true, at: true, method: true, fault_code: true, address: true, ms: true },
    });
    return { calls: calls.map((call) => ({ ...call, i_api_call: String(call.i_api_call) })) };
  },
});
