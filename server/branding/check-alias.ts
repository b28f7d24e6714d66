import { isLocalAlias } from "../brand/alias/alias-name";
import { askForProof, findToken } from "../brand/alias/alias-proof";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { countWithin, tooMany } from "../operation/count-within";
import { editBelow } from "../operation/needs";
import { operation } from "../operation/operation";
import { findAliasStanding } from "./alias-standing";
import { settleCheck } from "./settle-check";

const hourMs = 60 * 60_000;
const mostChecks = 10;

/**
 * Checks now the record that proves an alias of the actor's own customer or of one below, and schedules frequent checks
 * for the next days. Writes the outcome as after any other check. Source: semantics, 'Branding'.
 * @returns the state afterwards
 * @throws Refusal 403 right or level · 404 · 409 it has no alias · 429 after 10 in an hour
 */
export const checkAlias = operation({
  name: "checkAlias",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: editBelow,
    acts: ["web_users"],
    scope: "none",
  },
  // no transaction may wait for DNS; the outcome is written in one of its own
  effect: "writes-itself",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, input: { i_customer } }) {
    const { alias } = await findAliasStanding(db, i_customer);
    if (alias === "") {
      throw new Refusal(409, "There is no alias to check", "dns_alias", { key: "no_alias" });
    }
    const { count, since } = await countWithin(db, `alias:${i_customer}`, hourMs);
    if (count > mostChecks) throw tooMany(since.getTime() + hourMs - Date.now());
    const { token } = await askForProof(db, i_customer);
    if (!isLocalAlias(alias)) {
      await settleCheck({ i_customer, alias, seen: await findToken(alias, token), by: actor });
    }
    return await findAliasStanding(db, i_customer);
  },
});
