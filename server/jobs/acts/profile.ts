import type { CopiedValues } from "@/attributes/copied";
import { namesOf } from "@/attributes/customer";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { kindsOfTarget } from "../../operation/kinds-of-target";
import { recallCarried } from "../../record/carried";
import { act, type Call } from "./act";
import { hasAll, lastingOf } from "./changed-attributes";

type Input = {
  readonly i_profile: number;
  /** as the profile was when the job was prepared */
  readonly name: string;
  readonly values: CopiedValues;
};

/** Gives customers what a profile of the scope carries. What it does not carry stays as it is. */
export const profile = act<Input>({
  read: (raw) => ({ i_profile: readId(raw, "i_profile"), name: "", values: {} }),
  complete: async (db, { i_customer }, { i_profile }) => {
    const { name, attributes } = await findProfile(db, i_customer, i_profile);
    const { values } = recallCarried(attributes);
    if (namesOf(values).length === 0) throw givesNothing();
    return { i_profile, name, values };
  },
  callFor: ({ values }, customer) => (hasAll(customer, values) ? null : callWith(values)),
  // any profile needs what the least of its attributes does; a job has its own
  sample: ({ values }) => callWith(namesOf(values).length === 0 ? { i_time_zone: 1 } : values),
  lasting: ({ values }) => lastingOf(namesOf(values)),
});

function callWith(values: CopiedValues): Call {
  return { operation: "updateCustomer", raw: { ...values } };
}

function givesNothing(): Refusal {
  return new Refusal(400, "The profile of i_profile carries no attribute", undefined, {
    key: "profile_empty",
  });
}

async function findProfile(db: Queries, i_customer: number, i_profile: number) {
  const found = await db.profile.findFirst({
    where: { i_profile, i_customer },
    select: { name: true, attributes: true },
  });
  if (!found) throw kindsOfTarget.profile.missing("i_profile");
  return found;
}
