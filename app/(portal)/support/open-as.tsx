import { getTranslations } from "@/i18n/texts";

/** Leads to the form that opens a customer's portal as support. */
export async function OpenAs(props: { readonly i_customer: number; readonly name: string }) {
  const t = await getTranslations("support");
  return (
    <a
      href={`/customers/${props.i_customer}/open-as`}
      aria-label={t("open_as_name", { name: props.name })}
      className="row-act"
    >
      {t("open_as_brief")}
    </a>
  );
}
