import { Money } from "@/components/ui/money";
import { Section } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { SupportDesk } from "@/server/support/get-desk";
import { NameCell } from "../../web/customers/name-cell";
import { StateMark } from "../../web/customers/state-mark";
import { OpenAs } from "./open-as";

type Props = Pick<SupportDesk, "recent"> & {
  /** the reader's own customer, whose name needs no link */
  readonly self: number;
};

/** Name, balance and the way in always fit; the other columns show where there is room. */
const roomy = "max-2xl:hidden";
const notOnPhone = "max-sm:hidden min-w-40";

/** The customers that the reader worked on last, so that a second call costs one click. */
export async function Recent({ recent, self }: Props) {
  const [t, c] = await Promise.all([getTranslations("support"), getTranslations("customers")]);
  // all of them the reader's own: then the column would say one name over and over
  const othersToo = recent.some(({ i_wholesaler }) => i_wholesaler !== self);
  return (
    <Section title={t("recent")} className="mt-8">
      {recent.length === 0 ? (
        <p className="text-muted">{t("recent_none")}</p>
      ) : (
        <Table
          label={t("recent")}
          look="names desk-rows"
          head={
            <>
              <Th>{c("name")}</Th>
              <Th numeric className={roomy}>
                {c("id")}
              </Th>
              <Th className={roomy}>{c("login")}</Th>
              {othersToo ? <Th className={notOnPhone}>{c("parent")}</Th> : null}
              <Th numeric>{c("balance")}</Th>
              <Th>
                <span className="sr-only">{t("open_as")}</span>
              </Th>
            </>
          }
        >
          {recent.map((customer) => (
            <tr key={customer.i_customer}>
              <NameCell marks={<StateMark {...customer} />} parent={othersToo ? customer.parent_name : ""}>
                <a href={`/customers/${customer.i_customer}`}>
                  <b>{customer.name}</b>
                </a>
              </NameCell>
              <Td numeric className={roomy}>
                {customer.i_customer}
              </Td>
              <Td className={`cut ${roomy}`}>{customer.web_login}</Td>
              {othersToo ? (
                <Td className={`cut ${notOnPhone}`}>
                  {customer.i_wholesaler === self ? (
                    <span className="text-muted">{customer.parent_name}</span>
                  ) : (
                    <a href={`/customers/${customer.i_wholesaler}`}>{customer.parent_name}</a>
                  )}
                </Td>
              ) : null}
              <Td numeric place="right">
                <Money amount={customer.balance} currency={customer.base_currency} />
              </Td>
              <Td place="acts">
                <OpenAs {...customer} />
              </Td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
