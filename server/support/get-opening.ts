import type { RefusalReason } from "../ground/refusal";
import { settings } from "../ground/settings";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { judgeOpening } from "../support-session/judge-opening";
import { refusesSupport } from "../tree/refuses-support";

/** Whether the reader may open a customer's portal as support, and on what terms. */
export type Opening = {
  /** why the reader may not; null: it may */
  readonly refusal: { readonly code: number; readonly reason: RefusalReason | undefined } | null;
  /** the customer refuses support by resellers above it */
  readonly refuses: boolean;
  /** changes need a code that the customer reads out */
  readonly four_eyes: boolean;
};

/** Judges an opening before anybody fills in the form. @throws Refusal 404 no such customer, or not below the reader */
export const getOpening = operation({
  name: "getOpening",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["support"],
    scope: "none",
  },
  effect: "reads",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  async run({ db, actor, scope, target: { i_customer, path } }): Promise<Opening> {
    const refuses = await refusesSupport(db, i_customer);
    const refusal = judgeOpening({ ...actor, path: scope.path }, { i_customer, path, refuses });
    return {
      refusal: refusal && { code: refusal.code, reason: refusal.reason },
      refuses,
      four_eyes: settings().supportFourEyes,
    };
  },
});
