import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { type Brand, brandFor } from "../../brand/find-brand";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { settings } from "../../ground/settings";
import { idsAlong } from "../../tree/tree";
import { isWithinDomain } from "./within-domain";

/** The sender of a mail, and where its links lead. */
export type Sender = {
  /** `https://host[:port]`, without a slash */
  readonly base: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  /** the name of the brand */
  readonly name: string;
  /** null: the product's own */
  readonly brand: Brand | null;
};

type Row = {
  readonly i_customer: number;
  readonly mail_from: string;
  readonly dns_alias: string;
  readonly verified: boolean;
};

/**
 * Finds the sender of mail to a customer. Links lead to the nearest verified and not lost alias on the way up, or else to
 * the service's own address, never to the host of a request. An ancestor's `mail_from` becomes the From header once its
 * domain is that ancestor's verified alias or a parent domain of it; before that it is the Reply-To.
 * Source: semantics, 'Branding'.
 */
export async function findSender(db: Queries, i_customer: number, i_lang: string): Promise<Sender> {
  // nearest first, including the customer itself, who logs in on its own alias
  const lineage = await db.$queryRaw<Row[]>`
    SELECT a.i_customer, a.mail_from, a.dns_alias, a.alias_verified_at IS NOT NULL AND p.lost_at IS NULL AS verified
      FROM customers c
      JOIN customers a ON a.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})
      LEFT JOIN alias_proofs p ON p.i_customer = a.i_customer
     WHERE c.i_customer = ${i_customer} ORDER BY a.depth DESC`;
  const brand = await brandFor(db, i_customer);
  const name = brand?.product_name || (i_lang === "ru" ? ru.common.product : en.common.product);
  const alias = lineage.find(({ dns_alias, verified }) => dns_alias !== "" && verified)?.dns_alias;
  const provider = lineage.find((row) => row.i_customer !== i_customer && row.mail_from !== "");
  const proven =
    provider?.verified === true &&
    provider.dns_alias !== "" &&
    isWithinDomain(provider.dns_alias, provider.mail_from.split("@").at(-1) ?? "");
  return {
    base: baseOf(alias),
    from: { name, address: proven ? provider.mail_from : serviceAddress() },
    replyTo: provider && !proven ? provider.mail_from : null,
    name,
    brand,
  };
}

/** The base of links: on the customer's alias if there is one, else the service's own address. */
function baseOf(alias: string | undefined): string {
  const url = new URL(settings().publicUrl);
  if (alias !== undefined) url.hostname = alias;
  return url.origin;
}

function serviceAddress(): string {
  const { mailFrom, publicUrl } = settings();
  return mailFrom ?? `no-reply@${new URL(publicUrl).hostname.replace(/^\[|\]$/g, "")}`;
}
