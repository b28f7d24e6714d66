import { isAttributeName } from "@/attributes/customer";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import type { Queries } from "../database/client";
import { spellReference } from "../ground/text/reference";
import { queueMail } from "../outbox/queue-mail";
import type { SupportSessionRow } from "./session-row";

const messages = { en, ru };

/** How many changes a mail lists; the history has them all. */
const most = 20;

/** Operations of a session that change nothing of the customer. */
export const changesNothing: readonly string[] = [
  "openSupport",
  "viewPage",
  "getCustomerInfo",
  "extendSupport",
  "allowSupportChanges",
  "showSupportStyle",
  "endSupport",
];

type Entry = {
  readonly operation: string;
  readonly i_customer: number;
  readonly name: string;
  readonly changed: readonly string[];
  /** where the invitation to a new customer went */
  readonly invited: string | null;
};

/** Mails the customer what an ended session changed, unless they do not want such mails. */
export async function mailChanges(db: Queries, row: SupportSessionRow): Promise<void> {
  if (!row.there) return;
  const [customer] = await db.$queryRaw<{ i_lang: string; wants: boolean; i_web_user: number | null }[]>`
    SELECT c.i_lang, coalesce(p.mail_support_changes, true) AS wants, w.i_web_user
      FROM customers c LEFT JOIN customer_preferences p USING (i_customer)
      LEFT JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
     WHERE c.i_customer = ${row.i_customer}`;
  if (!customer?.wants) return;
  const entries = await db.$queryRaw<Entry[]>`
    SELECT h.operation, h.i_customer, h.name, ARRAY(SELECT jsonb_object_keys(h.changes)) AS changed,
           CASE WHEN h.detail->>'invited' IS NOT NULL THEN h.changes->'email'->>1 END AS invited
      FROM audit_log h
     WHERE h.i_support = ${row.i_support} AND h.at >= ${row.opened_at} AND h.operation <> ALL (${changesNothing as string[]}::text[])
     ORDER BY h.at, h.i_audit LIMIT ${most + 1}`;
  if (entries.length === 0) return;
  const words = messages[customer.i_lang as "en"] ?? messages.en;
  const lines = entries.slice(0, most).map((entry) => lineOf(entry, row.i_customer, words));
  const mail = {
    kind: "support_changes" as const,
    values: {
      // a customer does not learn the names of those above it
      who: row.staff_customer === 1 ? words.support.who_support : words.support.who_provider,
      since: row.opened_at.toISOString(),
      reason: row.reason,
      reference: spellReference(row.reference),
      changes: [...lines, ...(entries.length > most ? ["…"] : [])].join("\n"),
    },
  };
  if ((await queueMail(db, { ...mail, to: { i_customer: row.i_customer } })) !== null) return;
  // without an address of the customer, write to its default web user
  if (customer.i_web_user !== null) await queueMail(db, { ...mail, to: { i_web_user: customer.i_web_user } });
}

/** `Customer changed (Smith): Company, City`. */
function lineOf(
  { operation, i_customer, name, changed, invited }: Entry,
  own: number,
  words: typeof en,
): string {
  const what = words.operations[operation as "updateCustomer"] ?? operation;
  const attributes = changed.map((one) => (isAttributeName(one) ? words.attributes[one] : one));
  const about = i_customer === own ? "" : ` (${name})`;
  if (invited !== null) return `• ${what}${about}: ${words.support.invited} ${invited}`;
  return `• ${what}${about}${attributes.length > 0 ? `: ${attributes.join(", ")}` : ""}`;
}
