import { mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { inNetworks } from "../ground/network/networks";
import { Refusal } from "../ground/refusal";
import { settings } from "../ground/settings";
import { notFound } from "../operation/demands";
import { isWithin, rootCustomer } from "../tree/tree";

/** Whoever wants to open a customer's portal, or has it open. */
export type Opener = Pick<Actor, "door" | "i_customer" | "access_level" | "address" | "forwarded"> & {
  /** of its own customer */
  readonly path: string;
};

/** Whose portal it is. */
export type Opened = {
  readonly i_customer: number;
  readonly path: string;
  /** it refuses support by resellers above it */
  readonly refuses: boolean;
};

/**
 * Judges whether somebody may open a customer's portal: when they open it, and on every request while it is open. Root's
 * SUPPORT and ADMINISTRATOR may open any customer's, from support's networks; a reseller's ADMINISTRATOR those below that do
 * not refuse it. Nobody opens root's or their own, goes upward or sideways, or opens one inside another.
 * Source: semantics, 'Support'.
 * @returns the reason against it; null: they may
 */
export function judgeOpening(opener: Opener, opened: Opened): Refusal | null {
  if (opener.door !== "web") {
    return new Refusal(403, "A support session cannot be opened from inside another.", undefined, {
      key: "support_nested",
    });
  }
  const isRoot = opener.i_customer === rootCustomer;
  if (!mayAct(opener.access_level, "support") || (!isRoot && opener.access_level !== "ADMINISTRATOR")) {
    return new Refusal(403, `Your access level ${opener.access_level} does not allow this.`, undefined, {
      key: "access_level",
      values: { level: opener.access_level, act: "support" },
    });
  }
  if (!isWithin(opened.path, opener.path)) return notFound();
  if (opened.i_customer === opener.i_customer) {
    return new Refusal(403, "This is your own customer; you are already in its portal.", "i_customer", {
      key: "support_own",
    });
  }
  if (isRoot && !isInNetworks(opener)) {
    return new Refusal(
      403,
      "Support sessions can be opened only from the operator's support networks.",
      undefined,
      {
        key: "support_network",
      },
    );
  }
  if (!isRoot && opened.refuses) {
    return new Refusal(403, "The customer does not allow its provider to open its portal.", "i_customer", {
      key: "support_refused",
    });
  }
  return null;
}

/** Whether an address is in support's networks. Without that setting any is; one that a stranger forwarded never is. */
function isInNetworks({ address, forwarded }: Opener): boolean {
  const { supportNetworks } = settings();
  if (supportNetworks === undefined) return true;
  return forwarded !== true && address !== null && inNetworks(supportNetworks, address);
}
