import type { RefusalRecord } from "../database/generated/client";
import { readReference } from "../ground/text/reference";
import { kindsOfTarget } from "../operation/kinds-of-target";
import { operation } from "../operation/operation";
import { isWithin } from "../tree/tree";

/** A recorded refusal, as shown to somebody who may see the customer in whose scope it happened. */
export type RefusalFound = {
  readonly reference: string;
  readonly at: Date;
  readonly operation: string;
  readonly door: string;
  /** who was refused; null: somebody above the reader, shown as 'your provider' */
  readonly by: {
    readonly i_customer: number;
    readonly name: string;
    readonly login: string | null;
    readonly i_web_user: number | null;
  } | null;
  /** the customer in whose scope it happened */
  readonly i_customer: number;
  readonly name: string;
  readonly code: number;
  readonly attribute: string | null;
  /** the sentence of the API */
  readonly message: string;
  readonly reason_key: string;
  readonly reason_values: Readonly<Record<string, string | number>>;
};

/**
 * Looks up a refusal by its reference, for anybody who may see the customer in whose scope it happened.
 * @throws Refusal 404 unknown reference, not yours, or older than a month
 */
export const getRefusal = operation({
  name: "getRefusal",
  needs: {
    about: { what: "refusal", by: ["reference"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ reference: typeof raw.reference === "string" ? readReference(raw.reference) : null }),
  async run({ db, scope, input: { reference } }): Promise<RefusalFound> {
    const row = await db.refusalRecord.findUnique({ where: { reference: reference ?? "" } });
    if (!row) throw kindsOfTarget.refusal.missing("reference");
    return refusalFor(row, scope.path);
  },
});

/** A recorded refusal as a reader sees it. @param reader the path of the reader's customer */
export function refusalFor(
  {
    actor_customer,
    actor_path,
    actor_name,
    actor_login,
    actor_i_web_user,
    path: _path,
    ...told
  }: RefusalRecord,
  reader: string,
): RefusalFound {
  const by = {
    i_customer: actor_customer,
    name: actor_name,
    login: actor_login,
    i_web_user: actor_i_web_user,
  };
  return {
    ...told,
    by: isWithin(actor_path, reader) ? by : null,
    // only the wrapper writes these, and only text and numbers
    reason_values: told.reason_values as RefusalFound["reason_values"],
  };
}
