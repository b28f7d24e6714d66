import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { getImport, type ToldImport } from "@/server/jobs/read-import";
import { idIn } from "../forms/id-in";
import { requireFor } from "../session/may";

/** Opens the columns of an import of the reader's customer, once per request. */
export const openImport = cache(
  async (text: string): Promise<{ readonly session: LiveSession; readonly told: ToldImport }> => {
    const i_job = idIn(text);
    const session = await requireFor(`/jobs/import/${encodeURIComponent(text)}/columns`, getImport, "own");
    const { import: told } = await getImport(session.actor, { i_job });
    return { session, told };
  },
);
