import type { LiveSession } from "@/server/credentials/sessions";
import type { Endpoint } from "@/server/webhooks/endpoint";
import { getEndpoint } from "@/server/webhooks/list-endpoints";
import { idIn } from "../../../web/forms/id-in";
import { requireFor } from "../../../web/session/may";

/** A webhook for a page about it. @param page what follows its own address @throws Refusal */
export async function openEndpoint(
  given: string,
  page = "",
): Promise<{ readonly session: LiveSession; readonly endpoint: Endpoint; readonly path: string }> {
  const i_endpoint = idIn(given);
  const path = `/api/webhooks/${i_endpoint}`;
  const session = await requireFor(`${path}${page}`, getEndpoint, "own");
  const { endpoint } = await getEndpoint(session.actor, { i_endpoint });
  return { session, endpoint, path };
}
