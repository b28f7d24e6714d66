import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/looks";
import { DescriptionList, PageHeading } from "@/components/ui/page";
import { findPath } from "@/server/customers/find-path";
import { Refusal } from "@/server/refusal";
import { requireReader } from "../../../../../session";
import { Portal } from "../../../../portal";
import { PrintButton } from "./print-button";
import { readReceipt } from "./receipt-text";

type Props = PageProps<"/customers/[i_customer]/receipt/[i_entry]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { i_customer, i_entry } = await params;
  const session = await requireReader(addressOf(i_customer, i_entry));
  return { title: (await readReceipt(session, i_customer, i_entry)).text.title };
}

export default async function ReceiptPage({ params }: Props) {
  const { i_customer, i_entry } = await params;
  const session = await requireReader(addressOf(i_customer, i_entry));
  const { text } = await readReceipt(session, i_customer, i_entry);
  const [t, path] = [await getTranslations("receipt"), await pathTo(i_customer)];
  async function pathTo(id: string) {
    try {
      return (await findPath(session.actor, { i_customer: id })).path;
    } catch (error) {
      // a deleted customer's receipt stays
      if (error instanceof Refusal && error.code === 404) return [];
      throw error;
    }
  }
  return (
    <Portal session={session} current="customers">
      <article className="max-w-2xl" data-part="receipt">
        <p className="mb-4 hidden font-semibold print:block">{text.brand}</p>
        <PageHeading
          title={text.title}
          crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
          actions={
            <>
              <PrintButton>{t("print")}</PrintButton>
              <a href={`${addressOf(i_customer, i_entry)}/pdf`} className={buttonClass("primary")} download>
                {t("download")}
              </a>
            </>
          }
        />
        <p className="text-muted">{text.kind}</p>
        <p className="mb-6 text-[1.75rem] leading-10 font-semibold tracking-[-0.02em] wrap-anywhere tabular-nums">
          {text.amount}
        </p>
        <DescriptionList rows={text.rows} />
      </article>
    </Portal>
  );
}

function addressOf(i_customer: string, i_entry: string): string {
  return `/customers/${i_customer}/receipt/${i_entry}`;
}
