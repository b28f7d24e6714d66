import { type AttributeName, attributeOf } from "@/attributes/customer";
import type { SecretName } from "@/attributes/lists";
import { actionsIn } from "@/attributes/rights";
import { type Language, languageNames } from "@/i18n/languages";
import { type Texts, textsIn } from "@/i18n/texts";
import type { FoundCustomer } from "@/server/customers/find-customers";
import { timeZoneName } from "@/server/dictionaries/dictionaries";
import type { Amount, ExportColumn } from "@/server/files/export/export-file";
import { isNoName } from "@/server/files/import/cells/reference-in";
import { type WholeCustomer, wholeNames } from "@/server/record/whole-customers";

type Column = ExportColumn<FoundCustomer>;
type Name = Exclude<AttributeName, SecretName>;
type Cell = string | number | Amount | null;

/**
 * The columns of a file from which an import makes the same customers again: ID, name, login and parent, then all values
 * that come out, in words that `readCell` reads. Of customers below the direct level only what the list shows is there, since
 * the operation withholds the rest; an empty cell says nothing to an import.
 * @param locale the reader's language
 */
export function wholeColumns(locale: Language): Column[] {
  const words = { list: textsIn(locale, "customers"), ...valueWords(locale) };
  const attributes = textsIn(locale, "attributes");
  const titles = new Set<string>();
  const titled = (name: Name, title: string) => {
    // in some languages two attributes are called the same
    const own = titles.has(title) ? `${title} (${name})` : title;
    titles.add(own);
    return own;
  };
  const first: Column[] = [
    { title: words.list("id"), kind: "integer", value: ({ i_customer }) => i_customer },
    { title: titled("name", attributes("name")), kind: "text", value: ({ name }) => name },
    {
      title: titled("web_login", attributes("web_login")),
      kind: "text",
      value: ({ web_login }) => web_login,
    },
    { title: words.list("parent"), kind: "text", value: ({ parent_name }) => parent_name },
    { title: words.list("currency"), kind: "text", value: ({ base_currency }) => base_currency },
  ];
  const others = wholeNames
    .filter((name) => name !== "name" && name !== "web_login")
    .map((name): Column => {
      const isAmount = attributeOf(name).kind.kind === "money" || attributeOf(name).kind.kind === "percent";
      return {
        title: titled(name, attributes(name)),
        kind: isAmount ? "amount" : "text",
        value: (customer) => {
          if (customer.whole) return cellOf(name, customer.whole, words);
          return name === "balance" || name === "credit_limit" ? customer[name] : null;
        },
      };
    });
  return [...first, ...others];
}

type Words = {
  readonly common: Texts<"common">;
  readonly rights: Texts<"rights">;
  readonly dictionaries: Texts<"dictionaries">;
  readonly form: Texts<"customer_form">;
  readonly customer: Texts<"customer">;
};

function valueWords(locale: Language): Words {
  return {
    common: textsIn(locale, "common"),
    rights: textsIn(locale, "rights"),
    dictionaries: textsIn(locale, "dictionaries"),
    form: textsIn(locale, "customer_form"),
    customer: textsIn(locale, "customer"),
  };
}

/** A value in the reader's words, such that reading the cell gives the value again. */
function cellOf(name: Name, { values, names }: WholeCustomer, words: Words): Cell {
  const { kind } = attributeOf(name);
  const value = values[name];
  switch (kind.kind) {
    case "number":
      return value === null ? words.common("unlimited") : { amount: String(value) };
    case "rights": {
      const actions = actionsIn(Number(value)).map((action) => words.rights(`to_${action}`));
      return actions.length > 0 ? actions.join(", ") : words.common("none");
    }
    case "flag":
    case "feature":
      return words.common(value ? "yes" : "no");
    case "reference":
      return value === null ? noneOf(name, words) : nameOf(kind.target, value, names[name], words);
    default:
      return String(value);
  }
}

function noneOf(name: Name, { common, form, customer }: Words): string {
  if (name === "i_tariff") return customer("the_tariff_of_parent");
  if (name === "i_routing_group") return customer("the_group_of_parent");
  return name === "i_commission_agent" ? form("nobody") : common("none");
}

function nameOf(
  target: string,
  value: WholeCustomer["values"][Name],
  called: string | undefined,
  { dictionaries }: Words,
): string {
  switch (target) {
    case "time_zones":
      return timeZoneName(Number(value));
    case "languages":
      return languageNames[String(value) as keyof typeof languageNames] ?? String(value);
    case "currencies":
      return String(value);
    case "tariffs":
    case "routing_groups":
    case "customers":
      // one that is called 'none' is told by its id
      return called === undefined || isNoName(called) ? String(value) : called;
    default:
      // the ids of these dictionaries are the keys of their messages
      return dictionaries(`${target}.${value}` as "start_pages.1");
  }
}
