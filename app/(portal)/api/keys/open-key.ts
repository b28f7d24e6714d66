import { notFound } from "next/navigation";
import type { Texts } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { endKey } from "@/server/programs/keys/end-key";
import { type KeyLine, listKeys } from "@/server/programs/keys/list-keys";
import { idIn } from "../../../web/forms/id-in";
import { demandMay, may, requireFor } from "../../../web/session/may";

/**
 * A key for a page about it, if it is the reader's or an administrator looks after it.
 * @param page what follows the key's own address
 * @throws Refusal
 */
export async function openKey(
  given: string,
  page: "" | "/edit" | "/rotate" | "/end" = "",
): Promise<{
  readonly session: LiveSession;
  readonly key: KeyLine;
  /** the other keys of its line that are taken now */
  readonly beside: readonly KeyLine[];
  readonly path: string;
}> {
  const i_key = idIn(given);
  const path = `/api/keys/${i_key}`;
  const session = await requireFor(`${path}${page}`, listKeys);
  const all = await may(session, listKeys, "own", { all: true });
  const { keys } = await listKeys(session.actor, { all });
  const key = keys.find((one) => one.i_key === i_key);
  if (!key) {
    // an administrator would find it, if it is there
    await demandMay(session, endKey, "own");
    notFound();
  }
  const beside = keys.filter((one) => one.line === key.line && one !== key && isTaken(one));
  return { session, key, beside, path };
}

/** Whether a key is taken now. */
export function isTaken({ state }: Pick<KeyLine, "state">): boolean {
  return state === "valid" || state === "replaced";
}

/** Whose a key is, for the reader. */
export function relationTo({ actor }: LiveSession, { i_web_user }: KeyLine): "oneself" | "own" {
  return i_web_user === actor.i_web_user ? "oneself" : "own";
}

/** The way to a page about a key. */
export function crumbsTo({ i_key, name }: KeyLine, t: Texts<"keys">) {
  return [
    { label: t("title"), href: "/api" },
    { label: name, href: `/api/keys/${i_key}` },
  ];
}
