import { getTranslations } from "@/i18n/texts";
import type { StandingBlock } from "@/server/customers/explain-blocks";

/** Says that a block on somebody above stops a customer, and leads to that one, or says 'your provider'. */
export async function StoppedBy({ block }: { readonly block: StandingBlock }) {
  const { text, href } = await stoppedBy(block);
  return (
    <p className="text-danger">
      {href === null ? (
        text
      ) : (
        <a href={href} className="hover:underline">
          {text}
        </a>
      )}
    </p>
  );
}

/** The same in words. */
export async function stoppedBy({
  i_customer,
  name,
}: StandingBlock): Promise<{ text: string; href: string | null }> {
  const t = await getTranslations("block_customer");
  return i_customer === null || name === null
    ? { text: t("stopped_above"), href: null }
    : { text: t("stopped", { provider: name }), href: `/customers/${i_customer}` };
}
