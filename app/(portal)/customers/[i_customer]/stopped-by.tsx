import { getTranslations } from "@/i18n/texts";
import type { StandingBlock } from "@/server/customers/explain-blocks";

/** Says that a block on somebody above stops a customer, and leads to that one, or says 'your provider'. */
export async function StoppedBy({ block }: { readonly block: StandingBlock }) {
  const t = await getTranslations("block_customer");
  const { i_customer, name } = block;
  if (i_customer === null || name === null) return <p className="text-danger">{t("stopped_above")}</p>;
  return (
    <p className="text-danger">
      <a href={`/customers/${i_customer}`} className="hover:underline">
        {t("stopped", { provider: name })}
      </a>
    </p>
  );
}
