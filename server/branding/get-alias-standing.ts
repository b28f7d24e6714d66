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
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, input: { i_customer } }) {
    return await findAliasStanding(db, i_customer);
  },
});
