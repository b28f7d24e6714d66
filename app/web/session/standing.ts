import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { type Standing, standingOf } from "@/server/customers/own-standing";

/** The standing of the person logged in, once per request. */
export const currentStanding = cache(
  async (session: LiveSession): Promise<Standing> => await standingOf(session),
);
