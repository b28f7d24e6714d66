import type { ReactNode } from "react";
import { formatMoney } from "@/attributes/format-money";
import { contactColumns } from "@/attributes/lists";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { DateTime } from "@/components/ui/date-time";
import { Table, Th } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";
import { type FoundCustomer, type Sorting, sortedWhereDirect } from "@/server/customers/find-customers";
import { NameCell } from "../../web/customers/name-cell";
import { StateMark } from "../../web/customers/state-mark";
import { addressOf } from "../../web/lists/address-of";
import type { Column } from "./columns";

type Query = Readonly<Record<string, string | string[] | undefined>>;

type Props = {
  readonly customers: readonly FoundCustomer[];
  readonly query: Query;
  readonly columns: readonly Column[];
  /** the reader's own customer, whose name needs no link */
  readonly self: number;
  readonly timeZone: string;
};

const numeric: readonly Column[] = ["id", "balance", "credit_limit", "available"];
/** The classes of cells that move on a phone: the balance ends the first line. */
const looks: Partial<Record<Column, string>> = {
  balance: "num at-right",
  state: "max-sm:hidden",
  parent: "cut max-sm:hidden",
};
/** On a phone the cell of the name shows these. */
const besideName: readonly Column[] = ["parent", "state"];
const sortable: readonly Column[] = [
  "id",
  "login",
  "parent",
  "balance",
  "credit_limit",
  "available",
  "currency",
  "created",
];

/** The list of customers as a table, with plain links. */
export async function CustomerTable(props: Props) {
  const t = await getTranslations("customers");
  const c = await getTranslations("common");
  const reader: Reader = {
    self: props.self,
    timeZone: props.timeZone,
    locale: await getLocale(),
    active: c("active"),
  };
  const { columns, query } = props;
  const head = (column: Sorting) => sorting(column, query);
  return (
    <Table
      label={t("title")}
      columns={columns.length + 1}
      head={
        <>
          <Th {...head("name")}>{t("name")}</Th>
          {columns.map((column) => {
            const canSort =
              sortable.includes(column) || (sortedWhereDirect.includes(column) && query.direct === "1");
            // every sortable column has a sorting of the same name
            const sort = canSort ? head(column as Sorting) : {};
            return (
              <Th
                key={column}
                numeric={numeric.includes(column)}
                className={besideName.includes(column) ? "max-sm:hidden" : ""}
                {...sort}
              >
                {t(column)}
              </Th>
            );
          })}
        </>
      }
    >
      {props.customers.map((customer) => (
        // plain elements, because a page has fifty rows
        <tr key={customer.i_customer}>
          <NameCell
            marks={
              columns.includes("state") ? (
                <span className="sm:hidden">
                  <StateMark {...customer} />
                </span>
              ) : null
            }
            found={customer.matched ? (customer.matched.number ?? c("number_matches")) : undefined}
            parent={columns.includes("parent") ? customer.parent_name : undefined}
          >
            <a href={`/customers/${customer.i_customer}`}>
              <b>{customer.name}</b>
            </a>
          </NameCell>
          {columns.map((column) => (
            <td
              key={column}
              className={looks[column] ?? (numeric.includes(column) ? "num" : "cut")}
              data-label={column === "balance" || besideName.includes(column) ? undefined : t(column)}
            >
              {cell(column, customer, reader)}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

type Reader = {
  readonly self: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly active: string;
};

function cell(column: Column, customer: FoundCustomer, reader: Reader): ReactNode {
  const { balance, credit_limit, base_currency } = customer;
  const money = (amount: string) => {
    const shown = formatMoney(amount, base_currency, reader.locale);
    return amount.startsWith("-") ? <span className="text-danger">{shown}</span> : shown;
  };
  switch (column) {
    case "id":
      return customer.i_customer;
    case "login":
      return customer.web_login;
    case "parent":
      return customer.i_wholesaler === reader.self ? (
        <span className="text-muted">{customer.parent_name}</span>
      ) : (
        <a href={`/customers/${customer.i_wholesaler}`}>{customer.parent_name}</a>
      );
    case "company":
    case "email":
    case "phone":
    case "city":
      return customer[contactColumns[column]];
    case "balance":
      return money(balance);
    case "credit_limit":
      return money(credit_limit);
    case "available":
      return money(fromMillionths(millionths(balance) + millionths(credit_limit)));
    case "currency":
      return base_currency;
    case "state":
      return customer.blocked || customer.stopped_by ? (
        <StateMark {...customer} />
      ) : (
        <span className="text-muted">{reader.active}</span>
      );
    case "created":
      return <DateTime at={customer.created_at} timeZone={reader.timeZone} />;
    default:
      return column satisfies never;
  }
}

function sorting(column: Sorting, query: Query) {
  const present = typeof query.sort === "string" && query.sort ? query.sort : "name";
  const descending = present === column && query.order === "desc";
  const sorted =
    present === column ? (descending ? ("descending" as const) : ("ascending" as const)) : undefined;
  const order = present === column && !descending ? "desc" : null;
  return { href: addressOf("/customers", query, { sort: column, order, after: null }), sorted };
}
