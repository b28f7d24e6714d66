import { ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import type { Step } from "@/server/customers/branch/find-path";

/** Leads to a brand that starts as a copy of the parent's. Names the parent if it is on the reader's `path`. */
export async function StartFromParent(props: {
  readonly i_customer: number;
  readonly path: readonly Step[];
  /** a phone has room for it only where one edits */
  readonly roomy?: boolean;
}) {
  const t = await getTranslations("branding");
  const parent = props.path.at(-2);
  return (
    <ButtonLink
      href={`/customers/${props.i_customer}/branding/edit?start=parent`}
      // a long name takes a second line
      className={`h-auto! min-h-9 max-w-full py-1.5 whitespace-normal! ${props.roomy ? "max-sm:hidden" : ""}`}
    >
      {parent ? t("start_from_parent", { name: parent.name }) : t("start_from_provider")}
    </ButtonLink>
  );
}
