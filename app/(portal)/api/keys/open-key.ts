import { notFound } from "next/navigation";
import type { LiveSession } from "@/server/credentials/sessions";
import { endKey } from "@/server/programs/keys/end-key";
import { type KeyLine, listKeys } from "@/server/programs/keys/list-keys";
import { idIn } from "../../../web/forms/id-in";
import { demandMay, may, requireFor } from "../../../web/session/may";

/** A key for a page about it, if it is the reader's or an administrator looks after it. @throws Refusal */
export async function openKey(
  given: string,
  page: "rotate" | "end",
): Promise<{ readonly session: LiveSession; readonly key: KeyLine; readonly path: string }> {
  const i_key = idIn(given);
  const path = `/api/keys/${i_key}/${page}`;
  const session = await requireFor(path, listKeys);
  const all = await may(session, listKeys, "own", { all: true });
  const { keys } = await listKeys(session.actor, { all });
  const key = keys.find((one) => one.i_key === i_key);
  if (!key) {
    // an administrator would find it, if it is there
    await demandMay(session, endKey, "own");
    notFound();
  }
  return { session, key, path };
}
