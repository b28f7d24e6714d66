import { addressOf } from "@/components/list/list-query";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { Days } from "@/server/ground/time/calendar";
import type { Statement } from "@/server/money/get-statement";
import { NameCell } from "../../web/customers/name-cell";
import { StateMark } from "../../web/customers/state-mark";
import { Amount, FigureHeads, Figures, isZero } from "./figures";

type Props = {
  readonly statement: Statement;
  /** the period's days, for the links to ledgers */
  readonly days: Days;
  /** whether the rows come from several levels, so that each names its parent */
  readonly everyone: boolean;
};

/** Lists the sub-customers of a statement. */
export async function StatementTable({ statement: { rows, kinds }, days, everyone }: Props) {
  const t = await getTranslations("statement");
  return (
    <Table
      label={t("customers")}
      columns={kinds.length + 4}
      head={
        <>
          <Th>{everyone ? `${t("customer")} · ${t("parent")}` : t("customer")}</Th>
          <FigureHeads kinds={kinds} />
          <Th numeric>{t("credit_limit")}</Th>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.i_customer}>
          <NameCell
            narrow={everyone ? "always" : "phone"}
            parent={everyone && row.below > 0 ? row.parent_name : undefined}
            marks={
              row.today ? (
                <StateMark {...row.today} />
              ) : (
                <span className="text-[0.8125rem] text-muted">{t("deleted")}</span>
              )
            }
          >
            <a href={addressOf(`/customers/${row.i_customer}/ledger`, days, {})} className="font-medium">
              {row.name}
            </a>
          </NameCell>
          <Figures kinds={kinds} figures={row} />
          <Td
            numeric
            label={t("credit_limit")}
            className={row.today && isZero(row.today.credit_limit) ? "zero" : ""}
          >
            {row.today ? <Amount amount={row.today.credit_limit} currency={row.currency} /> : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
