import type { Query } from "@/components/list/list-query";
import type { Actor } from "@/server/actor/actor";
import { Refusal } from "@/server/ground/refusal";
import { type Prepared, prepareNewCustomer } from "@/server/profiles/prepare-new-customer";

/** The profile or customer that fills in a form, from its address. */
export type StartingPoint = {
  /** `profile=3`, `copy=42`, or '' */
  readonly address: string;
  /** null: an empty form */
  readonly prepared: Prepared | null;
  /** the address names something that does not exist, or is not the reader's */
  readonly gone: boolean;
};

/** @param below the parent of the new customer */
export async function startingPoint(actor: Actor, below: number, query: Query): Promise<StartingPoint> {
  const [copy, profile] = [oneOf(query.copy), oneOf(query.profile)];
  if (!copy && !profile) return { address: "", prepared: null, gone: false };
  const address = new URLSearchParams(copy ? { copy } : { profile }).toString();
  const tries = copy
    ? [...(isId(copy) ? [{ i_customer: Number(copy) }] : []), { name: copy }]
    : [{ i_profile: isId(profile) ? Number(profile) : 0 }];
  for (const source of tries) {
    const prepared = await orNull(prepareNewCustomer(actor, { i_wholesaler: below, ...source }));
    if (prepared) return { address, prepared, gone: false };
  }
  return { address: "", prepared: null, gone: true };
}

function oneOf(value: string | readonly string[] | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}

function isId(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647;
}

async function orNull<Result>(call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal && (error.code === 404 || error.code === 400)) return null;
    throw error;
  }
}
