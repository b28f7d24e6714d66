import type { Actor } from "../actor/actor";
import { hasLogin, isNamed, likeliestLogin } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";

/** What operations can be about, and how it is found. */
type Kind = {
  /**
   * Finds it by a parameter: `id`, `path` of the customer that it is or belongs to, and `i_web_user` of the person whom it
   * belongs to.
   * @param among the condition that a path is in the scope, for what only a scope makes unique
   * @param actor who asks, for what not everybody of a customer sees
   */
  readonly by: Readonly<Record<string, (value: never, among: Among, actor: Actor) => Prisma.Sql>>;
  /** what to tell who does not find it, the same where it does not exist and where it is not theirs */
  readonly missing: (by: string) => Refusal;
};

type Among = (path: Prisma.Sql) => Prisma.Sql;

const nobody = Prisma.sql`NULL::int AS i_web_user`;

export const kindsOfTarget = {
  customer: {
    by: {
      i_customer: (id: number) =>
        Prisma.sql`SELECT c.i_customer AS id, c.path, ${nobody} FROM customers c WHERE c.i_customer = ${id}`,
      // a name is looked for in the scope, since somebody beside may have one that newer rules hold for the same
      name: (name: string, among) => Prisma.sql`
        SELECT c.i_customer AS id, c.path, ${nobody} FROM customers c
         WHERE ${isNamed(name, (x) => among(Prisma.sql`${x}.path`))}`,
    },
    missing: noCustomer,
  },
  web_user: {
    by: {
      i_web_user: (id: number) => Prisma.sql`${webUsers} WHERE w.i_web_user = ${id}`,
      web_login: (login: string, among) => Prisma.sql`
        (${webUsers} WHERE ${hasLogin(login)} AND ${among(Prisma.sql`c.path`)} ${likeliestLogin(login)})`,
    },
    missing: (by) =>
      by === "web_login"
        ? missing("There is no such login, or it is not yours", by)
        : missing("There is no such web user, or it is not yours.", by),
  },
  log_in: {
    by: { i_session: (id: number) => ofPerson("sessions", "i_session", id) },
    missing: (by) => missing("There is no such log-in, or it is not yours.", by),
  },
  factor: {
    by: { i_factor: (id: number) => ofPerson("factors", "i_factor", id) },
    missing: (by) => missing("There is no such second factor, or it is not yours.", by),
  },
  key: {
    by: { i_key: (id: number) => ofPerson("api_keys", "i_key", id) },
    missing: (by) => missing("There is no such key, or it is not yours.", by),
  },
  tariff: {
    by: { i_tariff: (id: number) => ofCustomer("tariffs", "i_tariff", id) },
    missing: (by) => missing("There is no such tariff, or it is not yours", by),
  },
  routing_group: {
    by: { i_routing_group: (id: number) => ofCustomer("routing_groups", "i_routing_group", id) },
    missing: (by) => missing("There is no such routing group, or it is not yours", by),
  },
  profile: {
    by: { i_profile: (id: number) => ofCustomer("profiles", "i_profile", id) },
    missing: (by) => missing("There is no such profile, or it is not yours", by),
  },
  job: {
    by: {
      i_job: (id: number, _among, actor) =>
        Prisma.sql`${ofCustomer("jobs", "i_job", id)} AND ${jobSeenBy(actor, Prisma.sql`t`)}`,
    },
    missing: (by) => missing("There is no such job, or it is not yours", by),
  },
  endpoint: {
    by: { i_endpoint: (id: number) => ofCustomer("webhook_endpoints", "i_endpoint", id) },
    missing: (by) => missing("There is no such webhook endpoint, or it is not yours", by),
  },
  note: {
    by: {
      // a note belongs to the customer whose web user wrote it, whomever it is about
      i_note: (id: number) => Prisma.sql`
        SELECT n.i_note AS id, c.path, ${nobody} FROM notes n JOIN customers c ON c.i_customer = n.of_customer
         WHERE n.i_note = ${id}`,
    },
    missing: (by) => missing("There is no such note, or it is not yours.", by),
  },
  // these stay when their customer is deleted, and keep its path
  ledger: {
    by: {
      i_customer: (id: number) => Prisma.sql`
        (SELECT e.i_customer AS id, e.path, ${nobody} FROM ledger e
          WHERE e.i_customer = ${id} ORDER BY e.place DESC LIMIT 1)`,
    },
    missing: noCustomer,
  },
  refusal: {
    by: {
      reference: (reference: string | null) =>
        Prisma.sql`SELECT 0 AS id, r.path, ${nobody} FROM refusals r WHERE r.reference = ${reference}`,
    },
    missing: (by) => missing("There is no such reference, or it is not yours.", by),
  },
  support_session: {
    by: {
      // a session belongs to the customer whose staff opened it
      reference: (reference: string | null) => Prisma.sql`
        SELECT p.i_support AS id, p.staff_path AS path, ${nobody} FROM support_sessions p
         WHERE p.reference = ${reference}`,
    },
    missing: (by) => missing("There is no such support session, or it is not yours.", by),
  },
} as const satisfies Record<string, Kind>;

export type What = keyof typeof kindsOfTarget;

/** The parameters by which a kind can be found. */
export type FoundBy<Kind extends What> = keyof (typeof kindsOfTarget)[Kind]["by"];

const webUsers = Prisma.sql`
  SELECT w.i_web_user AS id, c.path, w.i_web_user FROM web_users w JOIN customers c ON c.i_customer = w.i_customer`;

function ofCustomer(table: string, key: string, id: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.${Prisma.raw(key)} AS id, c.path, ${nobody} FROM ${Prisma.raw(table)} t
      JOIN customers c ON c.i_customer = t.i_customer WHERE t.${Prisma.raw(key)} = ${id}`;
}

function ofPerson(table: string, key: string, id: number): Prisma.Sql {
  return Prisma.sql`
    SELECT t.${Prisma.raw(key)} AS id, c.path, t.i_web_user FROM ${Prisma.raw(table)} t
      JOIN web_users w ON w.i_web_user = t.i_web_user JOIN customers c ON c.i_customer = w.i_customer
     WHERE t.${Prisma.raw(key)} = ${id}`;
}

/**
 * The condition that an actor sees a job of their customer: before its start nobody does but whoever prepares it, in a support
 * session within that session.
 */
export function jobSeenBy({ i_web_user, support }: Actor, job: Prisma.Sql): Prisma.Sql {
  const prepared = support
    ? Prisma.sql`${job}.i_support = ${support.i_support}`
    : Prisma.sql`${job}.i_support IS NULL AND ${job}.i_web_user = ${i_web_user}::int`;
  return Prisma.sql`(${job}.state <> 'draft' OR (${prepared}))`;
}

function noCustomer(): Refusal {
  return missing("There is no such customer, or it is not yours.", "i_customer");
}

function missing(text: string, by: string): Refusal {
  return new Refusal(404, text, by, { key: "not_found" });
}
