import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Money } from "@/components/ui/money";
import { Badge } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import type { Statement } from "@/server/money/get-statement";
import { addressOf } from "../../address-of";
import { FigureHeads, Figures } from "./figures";
import type { Days } from "./presets";

type Props = {
  readonly statement: Statement;
  /** of the period, for the way to a ledger */
  readonly days: Days;
  /** whether there are levels between: then each says whose it is */
  readonly everyone: boolean;
};

/** The sub-customers of a statement. */
export async function StatementTable({ statement: { rows, kinds }, days, everyone }: Props) {
  const [t, c] = [await getTranslations("statement"), await getTranslations("common")];
  return (
    <Table
      label={t("customers")}
      head={
        <>
          <Th>{t("customer")}</Th>
          {everyone ? <Th>{t("parent")}</Th> : null}
          <FigureHeads kinds={kinds} />
          <Th numeric>{t("credit_limit")}</Th>
          <Th>{t("state")}</Th>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.i_customer}>
          <Td className="min-w-40 wrap-anywhere">
            <Link
              href={addressOf(`/customers/${row.i_customer}/ledger`, days, {})}
              prefetch={false}
              className="font-medium hover:underline"
            >
              {row.name}
            </Link>
            {row.today ? null : <span className="ml-2 text-[0.8125rem] text-muted">{t("deleted")}</span>}
          </Td>
          {everyone ? (
            <Td className="min-w-32 wrap-anywhere text-muted">{row.below > 0 ? row.parent_name : null}</Td>
          ) : null}
          <Figures kinds={kinds} figures={row} />
          <Td numeric>
            {row.today ? <Money amount={row.today.credit_limit} currency={row.currency} /> : null}
          </Td>
          <Td>
            {row.today?.blocked ? <Badge tone="danger">{c("blocked")}</Badge> : null}
            {row.today?.blocked === false ? <span className="text-muted">{c("active")}</span> : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
