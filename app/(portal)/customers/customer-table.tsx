import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fromMillionths, millionths } from "@/attributes/decimal";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { Badge } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import type { FoundCustomer, Sorting } from "@/server/customers/find-customers";
import { addressOf } from "../../address-of";
import type { Column } from "./columns";

type Query = Readonly<Record<string, string | string[] | undefined>>;

type Props = {
  readonly customers: readonly FoundCustomer[];
  readonly query: Query;
  readonly columns: readonly Column[];
  /** the reader: its own name needs no link */
  readonly self: number;
  readonly timeZone: string;
};

const numeric: readonly Column[] = ["id", "balance", "credit_limit", "available"];
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

/** The list of customers: a plain table from the server, with real links. */
export async function CustomerTable(props: Props) {
  const t = await getTranslations("customers");
  const c = await getTranslations("common");
  const words = { blocked: c("blocked"), active: c("active") };
  const { columns, query } = props;
  const head = (column: Sorting) => sorting(column, query);
  return (
    <Table
      label={t("title")}
      head={
        <>
          <Th {...head("name")}>{t("name")}</Th>
          {columns.map((column) => {
            const canSort = sortable.includes(column) || (column === "company" && query.direct === "1");
            // what is sortable has a sorting of the same name
            const sort = canSort ? head(column as Sorting) : {};
            return (
              <Th key={column} numeric={numeric.includes(column)} {...sort}>
                {t(column)}
              </Th>
            );
          })}
        </>
      }
    >
      {props.customers.map((customer) => (
        <tr key={customer.i_customer} className="hover:bg-hover">
          <Td className="max-w-72 min-w-40 truncate">
            <Link
              prefetch={false}
              href={`/customers/${customer.i_customer}`}
              className="font-medium hover:underline"
              title={customer.name}
            >
              {customer.name}
            </Link>
          </Td>
          {columns.map((column) => (
            <Td
              key={column}
              numeric={numeric.includes(column)}
              className={numeric.includes(column) ? "" : "max-w-64 truncate"}
            >
              <Cell
                column={column}
                customer={customer}
                self={props.self}
                timeZone={props.timeZone}
                words={words}
              />
            </Td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

type CellProps = {
  readonly column: Column;
  readonly customer: FoundCustomer;
  readonly self: number;
  readonly timeZone: string;
  readonly words: { readonly blocked: string; readonly active: string };
};

function Cell({ column, customer, self, timeZone, words }: CellProps): ReactNode {
  const { balance, credit_limit, base_currency } = customer;
  switch (column) {
    case "id":
      return customer.i_customer;
    case "login":
      return customer.web_login;
    case "parent":
      return customer.i_wholesaler === self ? (
        <span className="text-muted">{customer.parent_name}</span>
      ) : (
        <Link prefetch={false} href={`/customers/${customer.i_wholesaler}`} className="hover:underline">
          {customer.parent_name}
        </Link>
      );
    case "company":
      return customer.company_name;
    case "email":
    case "phone":
    case "city":
      return customer[column];
    case "balance":
      return <Money amount={balance} currency={base_currency} />;
    case "credit_limit":
      return <Money amount={credit_limit} currency={base_currency} />;
    case "available":
      return (
        <Money
          amount={fromMillionths(millionths(balance) + millionths(credit_limit))}
          currency={base_currency}
        />
      );
    case "currency":
      return base_currency;
    case "state":
      return customer.blocked ? (
        <Badge tone="danger">{words.blocked}</Badge>
      ) : (
        <span className="text-muted">{words.active}</span>
      );
    case "created":
      return <DateTime at={customer.created_at} timeZone={timeZone} />;
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
