import { isAccessLevel, mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { undone } from "../database/undone";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import type { Operation } from "../operation/definition";
import type { Raw } from "../operation/needs";
import { operation } from "../operation/operation";
import { operationNamed } from "../operation/registry";
import { type Reading, type Reason, readBy, reasonOf } from "../record/refusal/reason";
import { effectiveRights, givableWith } from "../tree/rights";
import { lineageOf } from "../tree/tree";
import { samplesFor } from "./samples";
import { type AskedUser, accessStandingOf } from "./standing";

/** The answer to 'why not?'. Without reasons it would work. */
export type WhyNot = {
  /** every reason against it; what keeps people out comes first */
  readonly reasons: readonly Reason[];
  /** what hinders nothing, but may be what the caller means */
  readonly hints: readonly Reason[];
  /** the parameters that we filled with examples */
  readonly assumed: readonly string[];
  /** parameters without which we cannot say more */
  readonly missing: readonly string[];
  readonly users: readonly AskedUser[];
  readonly who: Who;
  readonly what: string;
};

/** Who would do it: a web user by id, a program, or a sub-customer that does not exist yet. */
type Who = `user ${number}` | "api" | "new";

/**
 * Explains why one of a customer's web users, its programs, or a sub-customer that it would create cannot do something: lists
 * every reason that the operation itself finds in a run that is rolled back, and everything that keeps them from getting in.
 * `who`: `user 17`, `api` or `new`; `what`: an operation's name; `given`: its parameters; we fill missing ones with examples.
 * @throws Refusal 404 no such customer in the scope, or no such operation or web user
 */
export const whyNot = operation({
  name: "whyNot",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    who: typeof raw.who === "string" ? raw.who : "",
    what: typeof raw.what === "string" && raw.what !== "" ? raw.what : "createCustomer",
    given: readGiven(raw.given),
  }),
  async run({ db, actor, scope, rights, target, input: { i_customer, who, what, given } }): Promise<WhyNot> {
    const { lineage } = target;
    const asked = operationNamed(what);
    if (!asked || asked === whyNot) throw noSuch("what");
    const all = await findUsers(db, i_customer);
    // not every reader may learn who the other web users are; a support session never does
    const seesUsers = mayAct(actor.access_level, "read_web_users");
    const users = all.filter(({ default_user }) => seesUsers || default_user);
    const user = users.find(({ i_web_user }) => who === `user ${i_web_user}`) ?? users[0];
    if (!user) throw noSuch("who");
    const by = who === "api" || who === "new" ? who : "user";
    const reading: Reading = { reader: scope, lineage };
    const standing = await accessStandingOf(db, by === "api" ? "api" : "web", user, reading);
    const mine = by === "user" ? user : (users.find(({ default_user }) => default_user) ?? user);
    const subject = actorFor(i_customer, mine, by === "api" ? "api" : "web");
    // the operation's output stays inside: the reader gets only reasons
    const { reasons, assumed, missing } = await undone(async (tx) =>
      by === "new"
        ? await examineNew(tx, subject, asked, given, actor, reading)
        : await examineFully(tx, subject, asked, given, actor, reading),
    );
    const told = (reason: Reason) => readBy({ actor, rights }, by === "new" ? reason : forUser(reason, user));
    return {
      reasons: [...standing.reasons, ...reasons].map(told),
      assumed,
      missing,
      hints: by === "user" && seesUsers ? standing.hints.map(told) : [],
      users,
      who: by === "user" ? `user ${user.i_web_user}` : by,
      what,
    };
  },
});

/** Leads to the web user in question, if the reader has to change a web user. */
function forUser(reason: Reason, { i_web_user }: AskedUser): Reason {
  const { mend } = reason;
  return mend?.page === "web-users" ? { ...reason, mend: { ...mend, i_web_user } } : reason;
}

type Found = Pick<WhyNot, "reasons" | "assumed" | "missing">;
type Asked = Pick<Operation, "operationName" | "examine">;

/** Examines an operation with the given parameters, and examples for the rest. */
async function examineFully(
  tx: Queries,
  subject: Actor,
  asked: Asked,
  given: Raw,
  asker: Actor,
  reading: Reading,
): Promise<Found & { output?: unknown }> {
  const samples = await samplesFor(tx, subject.i_customer);
  const assumed: string[] = [];
  const missing: string[] = [];
  let raw: Raw = given;
  for (;;) {
    const { reasons, output, lineage } = await asked.examine(tx, subject, raw, { asker });
    const wanted = wantedIn(reasons);
    if (wanted !== null && Object.hasOwn(samples, wanted) && !assumed.includes(wanted)) {
      assumed.push(wanted);
      raw = { ...raw, [wanted]: samples[wanted] };
      continue;
    }
    if (wanted !== null) missing.push(wanted);
    const told = reasons.filter((refusal) => wanted === null || refusal.attribute !== wanted);
    return {
      reasons: told.map((refusal) => reasonOf(refusal, { ...reading, lineage })),
      assumed,
      missing,
      output,
    };
  }
}

/** Finds the required parameter that the call lacks; null: none. */
function wantedIn(reasons: readonly Refusal[]): string | null {
  if (reasons.some(({ reason }) => reason?.key === "nothing_to_change")) return "description";
  return reasons.find(({ code, reason }) => code === 400 && reason?.key === "required")?.attribute ?? null;
}

/**
 * Creates a sub-customer with everything that the customer can give and examines what it could do, then rolls all back. If the
 * sub-customer cannot be created, the reasons for that are the answer.
 */
async function examineNew(
  tx: Queries,
  creator: Actor,
  asked: Asked,
  given: Raw,
  asker: Actor,
  reading: Reading,
): Promise<Found> {
  const create = operationNamed("createCustomer");
  if (!create) throw new Error("customers can be created");
  const all = givableWith(effectiveRights(reading.lineage));
  const created = await examineFully(tx, creator, create, all, asker, reading);
  const made = created.output as { i_customer: number } | undefined;
  if (!made) return created;
  const [user] = await findUsers(tx, made.i_customer);
  if (!user) throw noSuch("who");
  const subject = actorFor(made.i_customer, user, "web");
  const found = await examineFully(tx, subject, asked, given, asker, {
    ...reading,
    lineage: await lineageOf(tx, made.i_customer),
  });
  return { reasons: found.reasons, assumed: found.assumed, missing: found.missing };
}

function actorFor(i_customer: number, user: AskedUser, door: "web" | "api"): Actor {
  const { i_web_user, login, access_level } = user;
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  // what it could do once it has proven who it is
  const freshUntil = new Date("9999-01-01");
  return { door, i_customer, i_web_user, login, access_level, address: null, freshUntil };
}

/** The web users of a customer, the default one first. */
async function findUsers(db: Queries, i_customer: number): Promise<AskedUser[]> {
  return await db.$queryRaw<AskedUser[]>`
    SELECT i_web_user, login, access_level, default_user FROM web_users
     WHERE i_customer = ${i_customer} ORDER BY default_user DESC, login_order LIMIT 200`;
}

/** The parameters of the operation, by name; what is empty was not given. */
function readGiven(raw: unknown): Raw {
  if (typeof raw !== "object" || raw === null) return {};
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== "" && value !== undefined));
}

function noSuch(parameter: string): Refusal {
  return new Refusal(404, `Parameter ${parameter} names something that does not exist here`, parameter, {
    key: "not_found",
  });
}
