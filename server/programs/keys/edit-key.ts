import { type KeyArea, type KeyAreas, keyAreas, reaches } from "@/attributes/key-areas";
import type { Actor } from "../../actor/actor";
import { isValidKey } from "../../credentials/keys/key-row";
import { readMadeByLine } from "../../credentials/keys/made-by-line";
import { tellOwner } from "../../credentials/keys/tell-owner";
import type { Queries } from "../../database/client";
import { isPartOf, parseNetwork } from "../../ground/network/networks";
import { Refusal } from "../../ground/refusal";
import { readMoment } from "../../ground/time/read-time";
import { readId } from "../../input/read-id";
import { readFilter, readRequired } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import type { Demand } from "../../operation/definition";
import type { Raw } from "../../operation/needs";
import { operation } from "../../operation/operation";
import type { Node } from "../../tree/tree";
import { holdKey, lookAfterOne } from "./hold-key";
import { keyOf } from "./own-key";
import { areasSaid, readKeyName, readNetworks, readSaidOfAreas, type SaidOfAreas } from "./read-new-key";

/**
 * Renames a key, or narrows it: it reaches fewer areas, or only reads in one; it is taken from fewer addresses, or ends
 * earlier. It holds for the key's line: for the key that it replaced and for its successor too, else what was taken from one
 * would stay with the other. Nothing becomes wider, so nobody confirms that it is they. Another end is mailed to the owner, as an
 * end is. For its owner, and for an ADMINISTRATOR of its customer. Source: rest, 'Who calls'.
 * @throws Refusal 400 · 403 level; wider than before · 404 · 409 it has ended
 */
export const editKey = operation({
  name: "editKey",
  needs: lookAfterOne,
  effect: "writes",
  input: (raw) => ({ i_key: readId(raw, "i_key"), ...readEdit(raw) }),
  run: async ({ db, actor, target, check, input: { i_key, ...edit } }) =>
    await change(db, actor, check, { i_key, edit, target: target.customer, operation: "editKey" }),
});

/** The same for the key with which a program calls. @throws Refusal 400 · 403 not with a key; wider than before */
export const editOwnKey = operation({
  name: "editOwnKey",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none", who: keyOf },
  effect: "writes",
  input: readEdit,
  run: async ({ db, actor, scope, check, input: edit }) =>
    await change(db, actor, check, {
      i_key: keyOf(actor).i_key,
      edit,
      target: scope,
      operation: "editOwnKey",
    }),
});

/** What somebody asks to become of a key; what is absent stays. */
type Edit = {
  readonly name: string | undefined;
  /** the areas that are not named stay as they are */
  readonly areas: SaidOfAreas | undefined;
  /** instead of those that it has */
  readonly networks: readonly string[] | undefined;
  readonly expires_at: string | undefined;
};

function readEdit(raw: Raw): Edit {
  const given = <Value>(name: string, read: (raw: unknown) => Value) =>
    raw[name] === undefined ? undefined : readRequired(raw, name, read);
  return {
    name: given("name", readKeyName),
    areas: given("areas", readSaidOfAreas),
    // nil clears it
    networks: raw.networks === null ? [] : given("networks", readNetworks),
    expires_at: readFilter(raw, "expires_at", readMoment),
  };
}

type Asked = {
  readonly i_key: number;
  readonly edit: Edit;
  readonly target: Node;
  readonly operation: "editKey" | "editOwnKey";
};

async function change(
  db: Queries,
  actor: Actor,
  check: (...demands: Demand[]) => Promise<void>,
  { i_key, edit, target, operation }: Asked,
): Promise<Record<string, never>> {
  const key = await holdKey(db, i_key);
  const before = {
    name: key.name,
    areas: areasSaid(key.areas),
    networks: key.networks,
    expires_at: key.line_ends_at.toISOString(),
  };
  const after = {
    name: edit.name ?? before.name,
    areas: edit.areas ? areasAfter(key.areas, edit.areas) : before.areas,
    networks: edit.networks ?? before.networks,
    expires_at: edit.expires_at ?? before.expires_at,
  };
  await check(
    () => demandNoWider("areas", keyAreas.every(reachesWithin(before.areas, after.areas))),
    () => demandNoWider("networks", areWithin(before.networks, after.networks)),
    () => demandNoWider("expires_at", after.expires_at <= before.expires_at),
    () => demandFuture(after.expires_at),
  );
  const changes = differences(before, after);
  if (Object.keys(changes).length === 0) return {};
  const { name, areas, networks, expires_at } = after;
  await db.$executeRaw`
    UPDATE api_keys k SET name = ${name}, areas = ${JSON.stringify(areas)}::jsonb, networks = ${[...networks]}::text[],
           line_ends_at = ${expires_at}::timestamptz, expires_at = least(k.expires_at, ${expires_at}::timestamptz)
     WHERE k.line = ${key.line} AND ${isValidKey}`;
  const { i_web_user, prefix, line } = key;
  await audit(db, actor, { operation, target, detail: { name, prefix, changes } });
  // some seconds ahead it is the end
  if (changes.expires_at) {
    const made = await readMadeByLine(db, line);
    const sooner = { until: expires_at, former: before.expires_at };
    await tellOwner(db, actor, { i_web_user, i_key, name, prefix, made, target, sooner });
  }
  return {};
}

/** @throws Refusal 400 there would be none */
function areasAfter(before: KeyAreas, said: SaidOfAreas): KeyAreas {
  return readRequired({ areas: { ...before, ...said } }, "areas", (raw) => areasSaid(readSaidOfAreas(raw)));
}

/** Whether a key with some areas reaches in one of them no further than with others. */
function reachesWithin(before: KeyAreas, after: KeyAreas): (area: KeyArea) => boolean {
  return (area) => after[area] === undefined || reaches(before, area, after[area]);
}

/** Whether a key is taken from no address from which it was not taken before. */
function areWithin(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0) return true;
  const known = (texts: readonly string[]) => texts.map(parseNetwork).filter((one) => one !== null);
  const wholes = known(before);
  return after.length > 0 && known(after).every((part) => wholes.some((whole) => isPartOf(part, whole)));
}

/** @throws Refusal 403 */
function demandNoWider(attribute: keyof Edit, isWithin: boolean): void {
  if (isWithin) return;
  const said = `Parameter ${attribute} would make the key wider than it is; make a new one`;
  throw new Refusal(403, said, attribute, { key: "key_wider" });
}

/** @throws Refusal 400 */
function demandFuture(moment: string): void {
  if (Date.parse(moment) > Date.now()) return;
  throw new Refusal(400, "Parameter expires_at must be in the future", "expires_at", {
    key: "future_expected",
  });
}

type Told = Readonly<Record<string, unknown>>;

/** Before and after of everything that becomes another. */
function differences(before: Told, after: Told): Readonly<Record<string, readonly [unknown, unknown]>> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) =>
      JSON.stringify(value) === JSON.stringify(before[name]) ? [] : [[name, [before[name], value] as const]],
    ),
  );
}
