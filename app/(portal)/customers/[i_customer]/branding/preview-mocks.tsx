import { formatMoney } from "@/attributes/format-money";
import { getLocale, getTranslations } from "@/i18n/texts";

/** A mock of the page before log-in: the same parts as the real one, but nothing works. */
export async function SignInMock({ name }: { readonly name: string }) {
  const [t, c] = [await getTranslations("login"), await getTranslations("common")];
  return (
    <div className="relative min-h-80 bg-sunken">
      <div data-brand-region className="region ground">
        <div data-part="sign-in" className="flex h-full flex-col">
          <div data-part="logo" className="flex h-20 items-center justify-center gap-2.5">
            <span className="mark" />
            <span className="font-semibold" data-preview-name={c("product")}>
              {name || c("product")}
            </span>
          </div>
        </div>
      </div>
      <div className="relative z-10 px-4 pt-20 pb-6">
        <div className="mx-auto flex max-w-72 flex-col gap-3 rounded-card border border-line bg-raised p-5">
          <div className="text-[1.125rem] font-semibold">{t("title")}</div>
          <div>
            <div className="mb-1 font-medium">{t("login")}</div>
            <div className="control" />
          </div>
          <div>
            <div className="mb-1 font-medium">{t("password")}</div>
            <div className="control" />
          </div>
          <div className="flex h-9 items-center justify-center rounded-control bg-accent font-medium text-on-accent">
            {t("submit")}
          </div>
        </div>
      </div>
    </div>
  );
}

const rows = [
  ["Harbour Telecom", "1204.50"],
  ["Metro Calls", "-18.20"],
  ["Blue Door Bakery", "37.40"],
] as const;

/** A mock of a list of the portal. */
export async function ListMock({ name }: { readonly name: string }) {
  const locale = await getLocale();
  const [n, t, c] = [
    await getTranslations("nav"),
    await getTranslations("customers"),
    await getTranslations("common"),
  ];
  return (
    <div className="bg-surface">
      <div className="flex h-12 border-b border-line">
        <div data-brand-region className="region h-12 flex-1">
          <div data-part="header" className="flex h-full items-center gap-2.5 px-4">
            <span data-part="logo" className="flex items-center gap-2.5">
              <span className="mark" />
              <span className="font-semibold" data-preview-name={c("product")}>
                {name || c("product")}
              </span>
            </span>
          </div>
        </div>
      </div>
      <div className="flex">
        <div
          data-brand-region
          className="region preview-side hidden w-40 shrink-0 border-r border-line bg-sunken"
        >
          <div data-part="sidebar" className="flex h-full flex-col gap-0.5 p-2 text-muted">
            <span className="rounded-control px-2.5 py-2">{n("overview")}</span>
            <span className="rounded-control bg-accent-soft px-2.5 py-2 font-medium text-accent-text">
              {n("customers")}
            </span>
            <span className="rounded-control px-2.5 py-2">{n("history")}</span>
          </div>
        </div>
        <div data-brand-region className="region min-w-0 flex-1">
          <div data-part="content" className="p-4">
            <div className="mb-3 flex items-center justify-between gap-3">
              <span className="min-w-0 truncate text-[1.125rem] font-semibold">{t("title")}</span>
              <span className="flex h-8 shrink-0 items-center rounded-control bg-accent px-3 font-medium whitespace-nowrap text-on-accent">
                {t("new")}
              </span>
            </div>
            <div data-part="table" className="border-t border-line">
              {rows.map(([customer, balance]) => (
                <div
                  key={customer}
                  className="flex h-9 items-center justify-between gap-3 border-b border-line"
                >
                  <span className="truncate font-medium">{customer}</span>
                  <span className={balance.startsWith("-") ? "text-danger tabular-nums" : "tabular-nums"}>
                    {formatMoney(balance, "USD", locale)}
                  </span>
                </div>
              ))}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}
