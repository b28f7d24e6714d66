import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { countWithin, tooMany } from "../../operation/count-within";
import { recipientKey } from "../../operation/throttle-keys";

export const hourMs = 60 * 60 * 1000;
/** So many mails within an hour go to one address because somebody wants it. */
export const mostToAddress = 5;
const mostFromCustomer = 300;

/**
 * Limits mails to addresses that somebody typed for others, so that nobody floods a stranger's mailbox: 5 an hour to an
 * address, 300 an hour from a customer.
 * @throws Refusal 429
 */
export async function limitMails(db: Queries, address: string, set_by: number | null): Promise<void> {
  const toAddress = await countWithin(db, recipientKey(address), hourMs);
  if (toAddress.count > mostToAddress) throw tooManyMails(toAddress.since.getTime() + hourMs - Date.now());
  if (set_by === null) return;
  const fromCustomer = await countWithin(db, `mails-from:${set_by}`, hourMs);
  if (fromCustomer.count > mostFromCustomer)
    throw tooMany(fromCustomer.since.getTime() + hourMs - Date.now());
}

/** @param waitMs how long until the next mail may go there */
function tooManyMails(waitMs: number): Refusal {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return new Refusal(429, `Too many mails to this address; try again in ${minutes} minutes`, "email", {
    key: "too_many_mails",
    values: { minutes },
  });
}
