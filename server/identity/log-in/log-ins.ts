import type { Actor } from "../../actor/actor";
import { endSessions } from "../../credentials/sessions";
import { readId } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { notFound } from "../../operation/demands";
import { operation } from "../../operation/operation";

/** A person's log-in in one browser. */
export type LogIn = {
  readonly i_session: number;
  readonly host: string;
  readonly address: string | null;
  readonly user_agent: string;
  readonly opened_by: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  /** whether it is the one that asks */
  readonly here: boolean;
};

/** Lists one's own log-ins with place and time, the last used first. At most 200. */
export const listLogIns = operation({
  name: "listLogIns",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none" },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor }): Promise<{ log_ins: LogIn[] }> {
    if (actor.i_web_user === null) return { log_ins: [] };
    const rows = await db.session.findMany({
      where: { i_web_user: actor.i_web_user, kind: "full", expires_at: { gt: new Date() } },
      select: {
        i_session: true,
        host: true,
        address: true,
        user_agent: true,
        opened_by: true,
        created_at: true,
        seen_at: true,
      },
      orderBy: [{ seen_at: "desc" }, { i_session: "desc" }],
      take: 200,
    });
    return { log_ins: rows.map((row) => ({ ...row, here: row.i_session === actor.i_session })) };
  },
});

/** Ends one of one's own log-ins. @throws Refusal 404 no such log-in, or not one's own */
export const endLogIn = operation({
  name: "endLogIn",
  needs: {
    about: { what: "log_in", by: ["i_session"], whose: "oneself" },
    right: null,
    acts: ["own"],
    scope: "none",
  },
  effect: "writes",
  input: (raw) => ({ i_session: readId(raw, "i_session") }),
  async run({ db, actor, scope, input }) {
    const found = await db.session.findFirst({ where: input, select: { address: true } });
    await db.session.deleteMany({ where: input });
    await audit(db, actor, {
      operation: "endLogIn",
      target: scope,
      detail: { address: found?.address ?? "" },
    });
    return {};
  },
});

/** Ends all of one's own log-ins except the one that asks. */
export const endOtherLogIns = operation({
  name: "endOtherLogIns",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none" },
  effect: "writes",
  input: () => ({}),
  async run({ db, actor, scope }) {
    await endSessions(db, webUserOf(actor), actor.i_session);
    await audit(db, actor, { operation: "endOtherLogIns", target: scope });
    return {};
  },
});

/** @throws Refusal 404 if the actor is not a person: a trusted host has no log-ins */
function webUserOf({ i_web_user }: Actor): number {
  if (i_web_user === null) throw notFound();
  return i_web_user;
}
