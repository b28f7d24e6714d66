import { attributeOf, isAttributeName } from "@/attributes/customer";
import { areaOf, boxId } from "@/attributes/rights";
import { buttonClass } from "@/components/ui/looks";
import { getTranslations } from "@/i18n/texts";
import type { Reason } from "@/server/record/refusal/reason";
import { rightWords } from "../forms/right-words";

type Mend = NonNullable<Reason["mend"]>;

/**
 * Leads to the very box that removes a reason, and says what to do there. A plain link, so that the browser itself marks
 * and focuses what the address names: `:target` does not see a navigation by script.
 * @param reason its key
 */
export async function MendLink(props: {
  readonly mend: Mend;
  readonly reason: string;
  readonly name: string;
}) {
  return (
    <a
      href={mendAddress(props.mend, props.reason)}
      className={buttonClass(
        "plain",
        "h-auto min-h-9 shrink! py-1.5 text-left whitespace-normal! wrap-anywhere",
      )}
    >
      {await mendText(props.mend, props.reason, props.name)}
    </a>
  );
}

/** What one does there. */
export async function mendText(
  { page, attribute, bit }: Mend,
  reason: string,
  name: string,
): Promise<string> {
  const [t, a] = [await getTranslations("why_not"), await getTranslations("attributes")];
  if (page === "web-users") {
    if (reason === "access_level") return t("mend_level");
    return t(reason === "has_factor" ? "mend_factor" : "mend_web_users");
  }
  if (page !== "edit") return t(`mend_${page.replaceAll("-", "_") as "unblock"}`, { name });
  if (attribute === undefined || !isAttributeName(attribute)) return t("mend_edit", { name });
  const area = areaOf(attribute);
  if (area !== undefined) return t("mend_right", { name, ...(await rightWords(bit ?? "manage", area)) });
  const { kind } = attributeOf(attribute).kind;
  const isGiven = (kind === "flag" || kind === "feature") && attribute !== "overcommit_protection";
  return t(isGiven ? "mend_give" : "mend_change", { name, attribute: a(attribute) });
}

/** Where a reason is removed, and the very box. */
export function mendAddress({ page, i_customer, attribute, bit, i_web_user }: Mend, reason: string): string {
  if (page === "customers") return "/customers?direct=1";
  if (page === "tariffs") return "/tariffs#field-name";
  if (page === "api") return `/api/xmlapi#field-${attribute ?? "api_password"}`;
  const at = `/customers/${i_customer}/${page}`;
  if (page === "web-users" && i_web_user !== undefined)
    return `${at}/${i_web_user}#${reason === "access_level" ? "edit-access_level" : "second-factor"}`;
  if (page === "branding") return `${at}#alias`;
  if (attribute === undefined) return at;
  return `${at}#field-${bit === undefined ? attribute : boxId(attribute, bit)}`;
}
