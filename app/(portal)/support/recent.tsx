import { getTranslations } from "next-intl/server";
import { Balance } from "@/components/ui/money";
import { Badge, Section } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import type { SupportDesk } from "@/server/support/get-desk";
import { OpenAs } from "./open-as";

type Props = Pick<SupportDesk, "recent"> & {
  /** the reader's own customer: its name needs no link */
  readonly self: number;
};

/** The customers that the reader dealt with last: whoever calls again is one click away. */
export async function Recent({ recent, self }: Props) {
  const [t, c, common] = await Promise.all([
    getTranslations("support"),
    getTranslations("customers"),
    getTranslations("common"),
  ]);
  return (
    <Section title={t("recent")} className="py-6">
      {recent.length === 0 ? (
        <p className="text-muted">{t("recent_none")}</p>
      ) : (
        <Table
          label={t("recent")}
          head={
            <>
              <Th>{c("name")}</Th>
              <Th numeric>{c("id")}</Th>
              <Th>{c("login")}</Th>
              <Th>{c("parent")}</Th>
              <Th numeric>{c("balance")}</Th>
              <Th>
                <span className="sr-only">{t("open_as")}</span>
              </Th>
            </>
          }
        >
          {recent.map((customer) => (
            <tr key={customer.i_customer}>
              <Td className="cut min-w-40">
                <a href={`/customers/${customer.i_customer}`} title={customer.name}>
                  <b>{customer.name}</b>
                </a>{" "}
                {customer.blocked ? <Badge tone="danger">{common("blocked")}</Badge> : null}
              </Td>
              <Td numeric>{customer.i_customer}</Td>
              <Td className="cut">{customer.web_login}</Td>
              <Td className="cut">
                {customer.i_wholesaler === self ? (
                  <span className="text-muted">{customer.parent_name}</span>
                ) : (
                  <a href={`/customers/${customer.i_wholesaler}`}>{customer.parent_name}</a>
                )}
              </Td>
              <Td numeric>
                <Balance amount={customer.balance} currency={customer.base_currency} />
              </Td>
              <Td className="text-right">
                <OpenAs {...customer} />
              </Td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
