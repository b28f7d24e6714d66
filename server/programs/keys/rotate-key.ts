import { readInt } from "@/attributes/kinds/number";
import type { Actor } from "../../actor/actor";
import { demandApiAccess } from "../../credentials/api-access";
import { insertKey, isValidKey } from "../../credentials/keys/key-row";
import { spellPrefix } from "../../credentials/keys/key-text";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { readFilter } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import type { Raw } from "../../operation/needs";
import { operation } from "../../operation/operation";
import { queueMail } from "../../outbox/queue-mail";
import type { Node } from "../../tree/tree";
import { holdKey } from "./hold-key";
import { demandPerson, type MadeKey } from "./make-key";
import { keyOf } from "./own-key";

/** How long a key is taken beside its successor, in hours: where nothing is said, and at most. */
export const overlaps = { usualHours: 24, mostHours: 7 * 24 } as const;

/** A successor, and until when the key that it replaces is taken. */
export type RotatedKey = MadeKey & { readonly replaced_until: Date };

/**
 * Makes a successor of one of one's own keys, with the same rights and the same end: only this answer has its text. The key
 * goes on for some hours, so that programs can change over. Mails it to its owner. Source: rest, 'Who calls'.
 * @throws Refusal 400 · 403 not a person in the portal; the customer has no API access · 404 · 409 it has ended, or has
 *   a successor already
 */
export const rotateKey = operation({
  name: "rotateKey",
  needs: {
    about: { what: "key", by: ["i_key"], whose: "oneself" },
    right: null,
    acts: ["own"],
    scope: "none",
    who: demandPerson,
    fresh: true,
  },
  effect: "writes",
  once: ["key"],
  input: (raw) => ({ i_key: readId(raw, "i_key"), overlap_hours: readOverlap(raw) }),
  run: async ({ db, actor, scope, lineage, check, input }) => {
    await check(() => demandApiAccess(lineage));
    return await rotate(db, actor, scope, input);
  },
});

/** The same for the key with which a program calls. @throws Refusal 400 · 403 not with a key · 409 it has a successor already */
export const rotateOwnKey = operation({
  name: "rotateOwnKey",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", who: keyOf },
  effect: "writes",
  once: ["key"],
  input: (raw) => ({ overlap_hours: readOverlap(raw) }),
  run: async ({ db, actor, scope, input }) =>
    await rotate(db, actor, scope, { ...input, i_key: keyOf(actor).i_key }),
});

function readOverlap(raw: Raw): number {
  return readFilter(raw, "overlap_hours", readHours) ?? overlaps.usualHours;
}

function readHours(raw: unknown): number {
  return readInt(raw, 0, overlaps.mostHours);
}

async function rotate(
  db: Queries,
  actor: Actor,
  target: Node,
  { i_key, overlap_hours }: { readonly i_key: number; readonly overlap_hours: number },
): Promise<RotatedKey> {
  const old = await holdKey(db, i_key);
  if (old.rotated)
    throw new Refusal(409, "The key has a successor already", "i_key", { key: "key_has_successor" });
  const made = await insertKey(db, { ...old, i_customer: target.i_customer, form: null });
  // of a line two keys are taken at once, never more
  await db.$executeRaw`
    UPDATE api_keys k SET expires_at = now() WHERE k.line = ${old.line} AND k.rotated_at IS NOT NULL AND ${isValidKey}`;
  const [replaced] = await db.$queryRaw<{ expires_at: Date }[]>`
    UPDATE api_keys SET rotated_at = now(),
           expires_at = least(expires_at, now() + make_interval(hours => ${overlap_hours}::int))
     WHERE i_key = ${i_key} RETURNING expires_at`;
  if (!replaced) throw new Error("a row that is held is there");
  const { name, line_ends_at: expires_at, i_web_user } = old;
  await audit(db, actor, {
    operation: i_key === actor.key?.i_key ? "rotateOwnKey" : "rotateKey",
    target,
    detail: {
      name,
      prefix: made.prefix,
      replaced: old.prefix,
      replaced_until: replaced.expires_at.toISOString(),
    },
  });
  await queueMail(db, {
    kind: "key_rotated",
    to: { i_web_user },
    values: {
      name,
      key: spellPrefix(old.prefix),
      successor: spellPrefix(made.prefix),
      until: replaced.expires_at.toISOString(),
      address: actor.address ?? "",
    },
  });
  return {
    i_key: made.i_key,
    prefix: made.prefix,
    key: made.text,
    expires_at,
    replaced_until: replaced.expires_at,
  };
}
