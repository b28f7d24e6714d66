import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { blockReasons } from "@/server/customers/block-customer";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the address narrows the list. */
export function isNarrowed(query: Query): boolean {
  return ["q", "reason", "who"].some((name) => query[name]);
}

/** Filters by name, reason and author: a plain form, so that people can send the resulting address to somebody. */
export async function BlockFilters({ query }: { readonly query: Query }) {
  const [t, b, c] = [
    await getTranslations("blocked_list"),
    await getTranslations("block_customer"),
    await getTranslations("common"),
  ];
  const value = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  return (
    <form className="mb-4 flex flex-wrap items-center gap-2" data-part="filters">
      <input
        type="search"
        name="q"
        aria-label={t("search")}
        placeholder={t("search")}
        defaultValue={value("q")}
        className="control max-w-72"
      />
      <select
        name="reason"
        aria-label={b("reason")}
        defaultValue={value("reason")}
        className="control w-auto"
      >
        <option value="">{t("any_reason")}</option>
        {blockReasons.map((reason) => (
          <option key={reason} value={reason}>
            {b(`reason_${reason}`)}
          </option>
        ))}
      </select>
      <select name="who" aria-label={t("by")} defaultValue={value("who")} className="control w-auto">
        <option value="">{t("anybody")}</option>
        <option value="mine">{t("mine")}</option>
        <option value="others">{t("others")}</option>
      </select>
      <Button>{c("apply")}</Button>
      {isNarrowed(query) ? (
        <ButtonLink look="quiet" href="/blocked" prefetch={false}>
          {c("clear")}
        </ButtonLink>
      ) : null}
    </form>
  );
}
