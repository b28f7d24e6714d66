import { type Problem, Unreadable } from "@/attributes/kinds/kind";
import { reference } from "@/attributes/kinds/reference";
import { secret } from "@/attributes/kinds/secret";
import { text } from "@/attributes/kinds/text";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { policyInForce, policyProblems } from "../../credentials/password-policy";
import type { Queries } from "../../database/client";
import { isInDictionary } from "../../dictionaries/dictionaries";
import { Refusal } from "../../ground/refusal";
import { uniqueKey } from "../../ground/text/unique-key";
import { readId } from "../../input/read-id";
import { byKind, readOptional, readRequired } from "../../input/read-parameter";
import type { Target } from "../../operation/find-places";
import { operation } from "../../operation/operation";
import type { Node } from "../../tree/tree";

const label = byKind(text({ max: 128 }));

/** What becomes of a password; of one that would be taken `reasons` is empty, for programs that look into it. */
type JudgedPassword = {
  readonly valid: boolean;
  readonly reasons: readonly string[];
  readonly policy: number;
};

/**
 * Checks a password against the policy in force, for a customer in the scope or for a new one below the actor. A new one
 * without a policy gets its parent's. Neither stores nor logs the password. Over REST a bad one is an answer, and no refusal.
 * Source: semantics, 'password_policies'.
 * @throws Refusal 400 with all that is wrong with the password, in the language `lang` · 404 no such customer, or not yours
 */
export const validatePassword = operation({
  name: "validatePassword",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", optional: true },
    right: null,
    acts: ["own"],
    scope: "none",
  },
  effect: "reads",
  input: (raw, { door }) => ({
    isAnswered: door === "rest",
    password: readRequired(raw, "password", byKind(secret({}))),
    i_customer: (raw.i_customer ?? null) === null ? null : readId(raw, "i_customer"),
    i_password_policy: readOptional(raw, "i_password_policy", readPolicy),
    names: ["name", "web_login", "web_label"].map((name) => readOptional(raw, name, label)),
    logins: ["web_login", "web_label"].map((name) => readOptional(raw, name, label)),
    isRussian: typeof raw.lang === "string" && raw.lang.trim().toLowerCase() === "ru",
  }),
  async run({ db, lineage: own, target, input }): Promise<JudgedPassword> {
    const found = target && (await ownerOf(db, target));
    const above = found ? found.above : own;
    const policy = policyInForce(above, input.i_password_policy ?? found?.i_password_policy);
    const names = [...input.names, ...(found?.names ?? [])].filter((name) => name !== undefined);
    const problems = [
      ...policyProblems(input.password, policy, names),
      ...loginProblems(input.password, input.logins),
    ];
    const [first] = problems;
    if (!first) return { valid: true, reasons: [], policy };
    if (input.isAnswered) return { valid: false, reasons: reasonsIn(problems, input.isRussian), policy };
    throw new Refusal(400, sentenceOf(problems, input.isRussian), "password", {
      key: first.key,
      values: first.values ?? {},
    });
  },
});

/** Refuses a password that has the login in it, as the original vendor does. A login of a letter or two is in many. */
function* loginProblems(
  password: string,
  logins: readonly (string | undefined)[],
): Generator<Problem, undefined> {
  const key = uniqueKey(password);
  const isInside = (login: string) => [...login].length > 2 && login !== key && key.includes(login);
  if (logins.some((login) => login !== undefined && isInside(uniqueKey(login))))
    yield { message: "must not contain the login", key: "password_has_login" };
}

/** One sentence with everything that is wrong with a password. */
function sentenceOf(problems: readonly Problem[], isRussian: boolean): string {
  const { parameter } = (isRussian ? ru : en).password_fault;
  return `${parameter} ${reasonsIn(problems, isRussian).join("; ")}`;
}

/** What is wrong, each as it ends a sentence about the password. */
function reasonsIn(problems: readonly Problem[], isRussian: boolean): string[] {
  const said: Readonly<Record<string, string>> = (isRussian ? ru : en).password_fault;
  return problems.map(({ key, values = {}, message }) =>
    (said[key] ?? message).replace("{min}", String(values.min)),
  );
}

type Owner = {
  readonly above: readonly Node[];
  readonly i_password_policy: number;
  readonly names: readonly string[];
};

/** What the customer of the password brings along. */
async function ownerOf(db: Queries, { lineage, customer }: Target): Promise<Owner> {
  const user = await db.webUser.findFirst({
    where: { i_customer: customer.i_customer, default_user: true },
    select: { login: true },
  });
  return {
    above: lineage.slice(0, -1),
    i_password_policy: customer.i_password_policy,
    names: [customer.name, user?.login ?? customer.name],
  };
}

const policyId = byKind(reference("password_policies"));

function readPolicy(raw: unknown): number {
  const id = policyId(raw);
  if (isInDictionary("password_policies", id)) return id;
  throw new Unreadable({ message: "is not in the dictionary password_policies", key: "not_in_dictionary" });
}
