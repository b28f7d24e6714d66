import { type KeyArea, type KeyReach, reaches } from "@/attributes/key-areas";
import type { Actor } from "../actor/actor";
import { Refusal } from "../ground/refusal";

/** An area that a key must reach, and how far. */
export type NeededArea = readonly [area: KeyArea, reach: KeyReach];

/**
 * Demands that the key by which a program came reaches an area. Whoever came without one reaches all.
 * @throws Refusal 403. Source: rest, 'Who calls'
 */
export function demandReach(actor: Actor, ...needed: NeededArea): void {
  const lack = lackOfReach(actor, needed);
  if (lack) throw lack;
}

/** Why the actor's key is not enough for an area; null: it is, or there is none. */
export function lackOfReach({ key }: Actor, [area, reach]: NeededArea): Refusal | null {
  if (!key || reaches(key.areas, area, reach)) return null;
  return new Refusal(403, `This key may not ${reach} in the area ${area}.`, undefined, {
    key: "key_area",
    values: { area, reach },
  });
}
