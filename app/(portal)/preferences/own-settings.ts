import { cache } from "react";
import type { LiveSession } from "@/server/identity/sessions";
import { getOwnSettings } from "@/server/identity/web-users/own-settings";

/** What the person who is logged in has of their own, looked up once per request; null in a support session. */
export const ownSettings = cache(async (session: LiveSession) =>
  session.stay ? null : await getOwnSettings(session.actor, {}),
);
