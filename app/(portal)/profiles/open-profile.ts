import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { getProfile, type Profile } from "@/server/profiles/profiles";
import { idIn } from "../../web/forms/id-in";
import { requireFor } from "../../web/session/may";

/** Opens one of the reader's own profiles, once per request. */
export const openProfile = cache(
  async (text: string): Promise<{ session: LiveSession; profile: Profile }> => {
    const i_profile = idIn(text);
    const session = await requireFor(`/profiles/${text}`, getProfile);
    const { profile } = await getProfile(session.actor, { i_profile });
    return { session, profile };
  },
);
