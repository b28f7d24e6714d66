import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { getOwnSettings } from "@/server/identity/web-users/own-settings";

/** Reads the logged-in person's own settings, once per request; null in a support session, which has no person. */
export const ownSettings = cache(async (session: LiveSession) =>
  session.support ? null : await getOwnSettings(session.actor, {}),
);
