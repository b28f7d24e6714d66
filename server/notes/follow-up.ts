import { largestInt, readInt } from "@/attributes/kinds/number";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { readDay } from "../ground/time/read-time";
import { readFilter } from "../input/read-parameter";
import { findColleagues } from "./list-colleagues";

type Raw = Readonly<Record<string, unknown>>;

/** The day on which somebody should look at a note again, and who; null: anybody. */
export type FollowUp = { readonly follow_up_on: string | null; readonly follow_up_by: number | null };

/** Reads a follow-up: a day, and the i_web_user of a colleague; without a day there is none. @throws Refusal 400 */
export function readFollowUp(raw: Raw): FollowUp {
  const follow_up_on = readFilter(raw, "follow_up_on", readDay) ?? null;
  const follow_up_by = readFilter(raw, "follow_up_by", (value) => readInt(value, 0, largestInt)) ?? null;
  return { follow_up_on, follow_up_by: follow_up_on === null ? null : follow_up_by };
}

/** Reads what changes of a follow-up: absent stays, nil is none. @throws Refusal 400 */
export function readNewFollowUp(raw: Raw): Partial<FollowUp> {
  const { follow_up_on } = readFollowUp(raw);
  const { follow_up_by } = readFollowUp({ ...raw, follow_up_on: "2000-01-01" });
  return {
    ...(raw.follow_up_on === undefined ? {} : { follow_up_on }),
    ...(raw.follow_up_by === undefined ? {} : { follow_up_by }),
  };
}

/** @throws Refusal 400 unless the colleague is a web user of the same customer who could read the note */
export async function demandColleague(
  db: Queries,
  i_customer: number,
  { follow_up_by }: FollowUp,
): Promise<void> {
  if (follow_up_by === null) return;
  const colleagues = await findColleagues(db, i_customer);
  if (colleagues.some(({ i_web_user }) => i_web_user === follow_up_by)) return;
  throw new Refusal(400, "Parameter follow_up_by must be a web user of your own customer", "follow_up_by", {
    key: "not_in_dictionary",
  });
}
