import { formatMoney } from "@/attributes/format-money";
import { type Section, Sections } from "@/components/shell/sections";
import { Table, Td, Th } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";

/** A mock of the page before log-in: the same parts as the real one, but nothing works. */
export async function SignInMock({ name }: { readonly name: string }) {
  const [t, c] = [await getTranslations("login"), await getTranslations("common")];
  const brand = <Name name={name} usual={c("product")} />;
  const [before = "", after = ""] = t("title_of", { brand: "\n" }).split("\n");
  return (
    <div className="sign-in sign-in-mock">
      <div data-brand-region className="region ground">
        <div data-part="sign-in" />
      </div>
      <div className="sign-in-card">
        <div data-brand-region className="region">
          <div data-part="logo">
            <span className="mark size-10" />
          </div>
        </div>
        <p className="sign-in-title">
          {before}
          {brand}
          {after}
        </p>
        <div className="flex flex-col gap-4">
          {(["login", "password"] as const).map((field) => (
            <div key={field} className="flex flex-col gap-1.5">
              <div className="font-medium">{t(field)}</div>
              <div className="control" />
            </div>
          ))}
          <div className="button button-primary">{t("submit")}</div>
        </div>
      </div>
    </div>
  );
}

/** A brand's name, which follows what is typed. */
function Name({ name, usual }: { readonly name: string; readonly usual: string }) {
  return <span data-preview-name={usual}>{name || usual}</span>;
}

const rows = [
  ["Harbour Telecom", "1204.50"],
  ["Metro Calls", "-18.20"],
  ["Blue Door Bakery", "37.40"],
] as const;

const entries = ["overview", "customers", "statement", "history"] as const satisfies readonly Section[];

/** A mock of a list of the portal, made of the real navigation and table. */
export async function ListMock({ name }: { readonly name: string }) {
  const locale = await getLocale();
  const [n, t, c] = [
    await getTranslations("nav"),
    await getTranslations("customers"),
    await getTranslations("common"),
  ];
  return (
    <div className="bg-surface">
      <div className="flex h-14 border-b border-line">
        <div data-brand-region className="region h-14 flex-1">
          <div data-part="header" className="flex h-full items-center gap-2.5 px-4">
            <span data-part="logo" className="home">
              <span className="mark" />
              <span className="truncate text-[0.9375rem] font-semibold">
                <Name name={name} usual={c("product")} />
              </span>
            </span>
          </div>
        </div>
      </div>
      <div className="flex">
        <div
          data-brand-region
          className="region preview-side hidden w-44 shrink-0 border-r border-line bg-sunken"
        >
          <div data-part="sidebar">
            <Sections
              label={t("title")}
              path="/customers"
              groups={[
                {
                  caption: "",
                  entries: entries.map((section) => ({ section, label: n(section), href: `/${section}` })),
                },
              ]}
            />
          </div>
        </div>
        <div data-brand-region className="region min-w-0 flex-1">
          <div data-part="content" className="p-4">
            <div className="mb-5 flex items-center justify-between gap-3">
              <span className="min-w-0 truncate text-[1.25rem] leading-7 font-semibold">{t("title")}</span>
              <span className="button button-primary">{t("new")}</span>
            </div>
            <Table
              label={t("title")}
              stacks={false}
              look="names n2"
              head={
                <>
                  <Th>{t("name")}</Th>
                  <Th>{t("balance")}</Th>
                </>
              }
            >
              {rows.map(([customer, balance]) => (
                <tr key={customer}>
                  <td>
                    <b>{customer}</b>
                  </td>
                  <Td className={balance.startsWith("-") ? "neg" : ""}>
                    {formatMoney(balance, "USD", locale)}
                  </Td>
                </tr>
              ))}
            </Table>
          </div>
        </div>
      </div>
    </div>
  );
}
