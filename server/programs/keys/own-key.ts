import type { Actor, KeyOfActor } from "../../actor/actor";
import { Prisma } from "../../database/generated/client";
import { Refusal } from "../../ground/refusal";
import { kindsOfTarget } from "../../operation/kinds-of-target";
import { operation } from "../../operation/operation";
import { type KeyLine, readKeys } from "./list-keys";

/** Shows the key with which a program calls. @throws Refusal 403 not with a key */
export const getOwnKey = operation({
  name: "getOwnKey",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", who: keyOf },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor }): Promise<KeyLine> {
    const [key] = await readKeys(db, Prisma.sql`k.i_key = ${keyOf(actor).i_key}`);
    if (!key) throw kindsOfTarget.key.missing("i_key");
    return key;
  },
});

/** The key with which an actor came. @throws Refusal 403 they came without one */
export function keyOf({ key }: Actor): KeyOfActor {
  if (key) return key;
  throw new Refusal(403, "This is about the key of the call, and the call has none.", undefined, {
    key: "without_key",
  });
}
