import { isByRelation, type Needs } from "@/server/operation/needs";

/** Needs without one part of what they say, and which. */
export type Emptied = readonly [part: string, needs: Needs<unknown>];

/** Empties the needs of an operation, one part at a time; what is empty already stays out. */
export function emptied(needs: Needs<unknown>): Emptied[] {
  const { about, right, acts, fresh: _fresh, who: _who, locks: _locks, scope } = needs;
  const all: Emptied[] = [];
  if (about !== "scope") {
    all.push(["about", { ...needs, about: "scope" }]);
    if (about.whose !== "own-or-below")
      all.push(["bound of whose it is", { ...needs, about: { ...about, whose: "own-or-below" } }]);
    const { opens, ...unopened } = about;
    if (opens) all.push(["opening", { ...needs, about: unopened }]);
  }
  if (right !== null) all.push(["right", { ...needs, right: null }]);
  if (isByRelation(acts)) {
    for (const relation of Object.keys(acts))
      all.push([`acts on ${relation}`, { ...needs, acts: { ...acts, [relation]: [] } }]);
  } else all.push(["acts", { ...needs, acts: [] }]);
  for (const part of ["fresh", "who", "locks"] as const) {
    const { [part]: given, ...others } = needs;
    // the others are whole needs, since all of these may be absent
    if (given !== undefined) all.push([part, others as Needs<unknown>]);
  }
  if (scope !== "none") all.push(["scope", { ...needs, scope: "none" }]);
  return all;
}
