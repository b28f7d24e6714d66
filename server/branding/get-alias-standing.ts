import { readId } from "../customers/read-id";
import { openOwner } from "../identity/web-users/find-web-user";
import { operation } from "../operation";
import { findAliasStanding } from "./alias-standing";

/**
 * Tells how it stands with the alias of the actor's own customer, or of one below it: its state, the record that proves
 * it, when it was last looked at, and how many passkeys would end with it. Source: semantics, 'Branding'.
 * @throws Refusal 404
 */
export const getAliasStanding = operation({
  name: "getAliasStanding",
  needs: { right: null, acts: ["read"], scope: "none" },
  writes: false,
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, input: { i_customer } }) {
    await openOwner(db, actor, i_customer, "read");
    return await findAliasStanding(db, i_customer);
  },
});
