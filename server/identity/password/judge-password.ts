import type { Problem } from "@/attributes/kinds/kind";
import type { Actor } from "../../actor/actor";
import { findOpenLink } from "../../credentials/links/open-link";
import { policyInForce, policyProblems } from "../../credentials/password-policy";
import { database } from "../../database/client";
import { lineageOf, type Node } from "../../tree/tree";

/** What a password lacks under the policy in force, and that policy's id in `password_policies`. */
export type Judged = { readonly problems: readonly Problem[]; readonly policy: number };

/** we judge longer ones only when somebody saves them */
const longest = 128;

/**
 * Judges a password while somebody types it: for a person with a log-in (also half), or for a customer below. Stores and
 * logs nothing. For customers out of sight it uses the asker's own policy, so that asking reveals nothing.
 */
export async function judgePassword(
  actor: Actor,
  i_customer: number | null,
  password: string,
): Promise<Judged> {
  const lineage = await lineageOf(database(), i_customer ?? actor.i_customer);
  const isBelow = lineage.some((node) => node.i_customer === actor.i_customer);
  const names = i_customer === null ? [actor.login ?? ""] : [];
  return judge(isBelow ? lineage : await lineageOf(database(), actor.i_customer), names, password);
}

/** The same for the person whose mailed link the browser holds; null: it holds no valid link. */
export async function judgePasswordByLink(held: string, password: string): Promise<Judged | null> {
  const link = await findOpenLink(held);
  return link ? judge(await lineageOf(database(), link.i_customer), [link.login], password) : null;
}

function judge(lineage: readonly Node[], logins: readonly string[], password: string): Judged {
  const policy = policyInForce(lineage);
  const names = [lineage.at(-1)?.name ?? "", ...logins].filter((name) => name !== "");
  return { problems: [...policyProblems(password.slice(0, longest), policy, names)], policy };
}
