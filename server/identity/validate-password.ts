import { Unreadable } from "@/attributes/kind";
import { reference } from "@/attributes/kinds/reference";
import { secret } from "@/attributes/kinds/secret";
import { text } from "@/attributes/kinds/text";
import { readId } from "../customers/read-id";
import { byKind, readOptional, readRequired } from "../customers/read-parameter";
import { lineage, type Node } from "../customers/tree";
import type { Queries } from "../database/client";
import { isInDictionary } from "../dictionaries/dictionaries";
import { notFound, operation } from "../operation";
import { policyInForce, policyProblems } from "./password-policy";

const label = byKind(text({ max: 128 }));

/**
 * Checks whether a password would be accepted and lists all that is wrong, for a customer in the scope or for a new one
 * below the actor. A new one without a policy gets its parent's. Neither stores nor logs the password.
 * Source: semantics, 'password_policies'.
 * @throws Refusal 400 · 404 no such customer, or not yours
 */
export const validatePassword = operation({
  name: "validatePassword",
  needs: { right: null, acts: ["own"], scope: "none" },
  writes: false,
  input: (raw) => ({
    password: readRequired(raw, "password", byKind(secret({}))),
    i_customer: (raw.i_customer ?? null) === null ? null : readId(raw, "i_customer"),
    i_password_policy: readOptional(raw, "i_password_policy", readPolicy),
    names: [readOptional(raw, "name", label), readOptional(raw, "web_login", label)],
  }),
  async run({ db, actor, lineage: own, input }) {
    const found = input.i_customer === null ? null : await findOwner(db, input.i_customer, actor.i_customer);
    const above = found ? found.above : own;
    const policy = policyInForce(above, input.i_password_policy ?? found?.i_password_policy);
    const names = [...input.names, ...(found?.names ?? [])].filter((name) => name !== undefined);
    const reasons = [...policyProblems(input.password, policy, names)].map(({ message }) => message);
    return { valid: reasons.length === 0, reasons, policy };
  },
});

type Owner = {
  readonly above: readonly Node[];
  readonly i_password_policy: number;
  readonly names: readonly string[];
};

/** Finds the customer of the password. @throws Refusal 404 if it is neither `top` nor below */
async function findOwner(db: Queries, i_customer: number, top: number): Promise<Owner> {
  const way = await lineage(db, i_customer);
  const self = way.at(-1);
  if (!self || !way.some((node) => node.i_customer === top)) throw notFound();
  const user = await db.webUser.findFirst({
    where: { i_customer, default_user: true },
    select: { login: true },
  });
  return {
    above: way.slice(0, -1),
    i_password_policy: self.i_password_policy,
    names: [self.name, user?.login ?? self.name],
  };
}

const policyId = byKind(reference("password_policies"));

function readPolicy(raw: unknown): number {
  const id = policyId(raw);
  if (isInDictionary("password_policies", id)) return id;
  throw new Unreadable({ message: "is not in the dictionary password_policies", key: "not_in_dictionary" });
}
