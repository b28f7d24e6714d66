import { openOwner } from "../credentials/find-web-user";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { findAliasStanding } from "./alias-standing";

/**
 * Returns the state of an alias of the actor's own customer or of one below: the record that proves it, when we last
 * looked, and how many passkeys would stop working without it. Source: semantics, 'Branding'.
 * @throws Refusal 404
 */
export const getAliasStanding = operation({
  name: "getAliasStanding",
  needs: { right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, input: { i_customer } }) {
    await openOwner(db, actor, i_customer, "read");
    return await findAliasStanding(db, i_customer);
  },
});
