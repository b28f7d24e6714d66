import { asReadBy, type MadeByLine, readMadeByLine } from "../../credentials/keys/made-by-line";
import { readId } from "../../input/read-id";
import { kindsOfTarget } from "../../operation/kinds-of-target";
import { operation } from "../../operation/operation";
import { lookAfterOne } from "./hold-key";

/**
 * Lists what was made by way of a key's line and still stands, also once the line has ended: webhooks whose address or secret
 * was set with it, and web users; what the reader may not list is counted alone. For its owner, and for an ADMINISTRATOR of its
 * customer.
 * @throws Refusal 403 level · 404
 */
export const listMadeByKey = operation({
  name: "listMadeByKey",
  needs: lookAfterOne,
  effect: "reads",
  input: (raw) => ({ i_key: readId(raw, "i_key") }),
  async run({ db, actor, input: { i_key } }): Promise<{ made: MadeByLine }> {
    const key = await db.apiKey.findUnique({ where: { i_key }, select: { line: true } });
    if (!key) throw kindsOfTarget.key.missing("i_key");
    return { made: asReadBy(await readMadeByLine(db, key.line), actor.access_level) };
  },
});
