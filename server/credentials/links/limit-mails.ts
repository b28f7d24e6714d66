import type { Queries } from "../../database/client";
import { countWithin, tooMany } from "../../operation/count-within";
import { recipientKey } from "../../operation/throttle-keys";

const hourMs = 60 * 60 * 1000;
const mostToAddress = 5;
const mostFromCustomer = 300;

/**
 * Limits mails to addresses that somebody typed for others, so that nobody floods a stranger's mailbox: 5 an hour to an
 * address, 300 an hour from a customer.
 * @throws Refusal 429
 */
export async function limitMails(db: Queries, address: string, set_by: number | null): Promise<void> {
  const limits: [string, number][] = [[recipientKey(address), mostToAddress]];
  if (set_by !== null) limits.push([`mails-from:${set_by}`, mostFromCustomer]);
  for (const [key, most] of limits) {
    const { count, since } = await countWithin(db, key, hourMs);
    if (count > most) throw tooMany(since.getTime() + hourMs - Date.now());
  }
}
