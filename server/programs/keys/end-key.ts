import type { Actor } from "../../actor/actor";
import { endKeys, type KeyEnding } from "../../credentials/keys/end-keys";
import { holdOwner } from "../../credentials/keys/key-row";
import type { MadeByLine } from "../../credentials/keys/made-by-line";
import type { Queries } from "../../database/client";
import { readId } from "../../input/read-id";
import { kindsOfTarget } from "../../operation/kinds-of-target";
import { operation } from "../../operation/operation";
import type { Node } from "../../tree/tree";
import { keyHasEnded, lookAfterOne } from "./hold-key";
import { keyOf } from "./own-key";

/**
 * Ends a key, and with it its line: the key that it replaced and its successor. For its owner, and for an ADMINISTRATOR of
 * its customer. Tells what was made by way of it and still stands, as it outlasts the key. Source: rest, 'Who calls'.
 * @throws Refusal 403 level · 404 · 409 it has ended
 */
export const endKey = operation({
  name: "endKey",
  needs: lookAfterOne,
  effect: "writes",
  input: (raw) => ({ i_key: readId(raw, "i_key") }),
  run: async ({ db, actor, target, input: { i_key } }) =>
    await end(db, actor, target.customer, {
      i_key,
      why: target.relation === "oneself" ? "owner" : "administrator",
    }),
});

/** Ends the key with which a program calls, and its line. @throws Refusal 403 not with a key · 409 it has ended meanwhile */
export const endOwnKey = operation({
  name: "endOwnKey",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", who: keyOf },
  effect: "writes",
  input: () => ({}),
  async run({ db, actor, scope }): Promise<Record<string, never>> {
    await end(db, actor, scope, { i_key: keyOf(actor).i_key, why: "itself" });
    // a program is told nothing but that it is done
    return {};
  },
});

async function end(
  db: Queries,
  actor: Actor,
  target: Node,
  { i_key, why }: { readonly i_key: number; readonly why: KeyEnding },
): Promise<{ made: MadeByLine }> {
  const key = await db.apiKey.findUnique({ where: { i_key }, select: { i_web_user: true, line: true } });
  if (!key) throw kindsOfTarget.key.missing("i_key");
  const { i_web_user, line } = key;
  await holdOwner(db, i_web_user);
  const [ended] = await endKeys(db, actor, { i_web_user, which: { line }, why, target });
  if (!ended) throw keyHasEnded();
  return { made: ended.made };
}
