import { type KeyAreas, keyAreas } from "@/attributes/key-areas";
import type { Actor } from "../../actor/actor";
import { demandApiAccess } from "../../credentials/api-access";
import { endKeys } from "../../credentials/keys/end-keys";
import { holdOwner, insertKey, isValidKey } from "../../credentials/keys/key-row";
import { confirmedAt } from "../../credentials/sessions";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { audit } from "../../operation/audit";
import { notFound } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { type NewKey, readNewKey } from "./read-new-key";

/** How many keys a web user has at most, beside one to try calls with; one and its successor count as one. */
const mostKeys = 20;

/**
 * Makes a key, by which programs act as the person who makes it. Only this answer has its text. A key for some minutes that
 * only reads needs no step-up, since whoever is logged in reads as much. Such keys are for trying calls: a new one ends those
 * before. Source: rest, 'Who calls', 'The file'.
 * @throws Refusal 400 · 403 not a person in the portal; the customer has no API access · 409 there are too many; its form was sent already
 */
export const makeKey = operation({
  name: "makeKey",
  needs: {
    about: "scope",
    right: null,
    acts: ["own"],
    scope: "none",
    who: demandPerson,
    fresh: ({ lasts, areas }) => "days" in lasts || writes(areas),
  },
  effect: "writes",
  once: ["key"],
  input: readNewKey,
  async run({ db, actor, scope, lineage, check, input }): Promise<MadeKey> {
    const { name, areas, networks, lasts, form } = input;
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const held = await holdOwner(db, i_web_user);
    const trial = "minutes" in lasts;
    await check(
      () => demandApiAccess(lineage),
      () => demandRoom(db, i_web_user),
    );
    if (trial) await endKeys(db, actor, { i_web_user, which: "trial", why: "owner", target: scope });
    const line_confirmed_at = confirmedAt(actor.freshUntil ?? null);
    const line_ends_at = endOf(lasts, line_confirmed_at);
    const made = await insertKey(db, {
      i_web_user,
      i_customer: scope.i_customer,
      name,
      areas,
      networks,
      line: null,
      line_confirmed_at,
      line_ends_at,
      credential_set_by: actor.credentialSetBy ?? held.password_set_by,
      told_days: null,
      trial,
      form,
    });
    await audit(db, actor, {
      operation: "makeKey",
      target: scope,
      detail: { name, prefix: made.prefix, areas, networks, expires_at: line_ends_at.toISOString() },
    });
    return { i_key: made.i_key, prefix: made.prefix, key: made.text, expires_at: line_ends_at };
  },
});

/** A key that was just made. */
export type MadeKey = {
  readonly i_key: number;
  /** the part of its text that stays visible */
  readonly prefix: string;
  /** its text, which is nowhere else */
  readonly key: string;
  readonly expires_at: Date;
};

/** @throws Refusal 403 programs, and support in somebody's name, make no keys */
export function demandPerson({ door, i_web_user }: Actor): void {
  if (door === "web" && i_web_user !== null) return;
  throw new Refusal(403, "Keys are made by their owner, in the portal.", undefined, {
    key: "keys_by_people",
  });
}

function writes(areas: KeyAreas): boolean {
  return keyAreas.some((area) => areas[area] === "write");
}

/** Days count from when the person confirmed that it is they, so that no line lasts longer. */
function endOf(lasts: NewKey["lasts"], confirmed: Date): Date {
  const minute = 60_000;
  return "days" in lasts
    ? new Date(confirmed.getTime() + lasts.days * 24 * 60 * minute)
    : new Date(Date.now() + lasts.minutes * minute);
}

/** @throws Refusal 409 there are too many */
async function demandRoom(db: Queries, i_web_user: number): Promise<void> {
  const [found] = await db.$queryRaw<{ lines: number }[]>`
    SELECT count(DISTINCT k.line)::int AS lines FROM api_keys k WHERE k.i_web_user = ${i_web_user} AND ${isValidKey} AND NOT k.trial`;
  if ((found?.lines ?? 0) < mostKeys) return;
  throw new Refusal(409, `There are ${mostKeys} keys already; end one first`, undefined, {
    key: "too_many_keys",
    values: { most: mostKeys },
  });
}
