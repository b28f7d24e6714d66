import { notFound } from "next/navigation";
import { cache } from "react";
import type { LiveSession } from "@/server/identity/sessions";
import { getProfile, type Profile } from "@/server/profiles/profiles";
import { orNotFound } from "../../or-not-found";
import { requireReader } from "../../session";

/** Opens one of the reader's own profiles, once per request. */
export const openProfile = cache(
  async (text: string): Promise<{ session: LiveSession; profile: Profile }> => {
    const i_profile = Number(text);
    if (!/^\d{1,10}$/.test(text) || i_profile > 2_147_483_647) notFound();
    const session = await requireReader(`/profiles/${text}`);
    const { profile } = await orNotFound(getProfile(session.actor, { i_profile }));
    return { session, profile };
  },
);
