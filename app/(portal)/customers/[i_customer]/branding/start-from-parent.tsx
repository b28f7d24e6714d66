import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import type { Step } from "@/server/customers/find-path";

/** The way to a brand that begins as the parent's pages look. Named where the reader's way down (`path`) has the parent. */
export async function StartFromParent(props: {
  readonly i_customer: number;
  readonly path: readonly Step[];
}) {
  const t = await getTranslations("branding");
  const parent = props.path.at(-2);
  return (
    <ButtonLink
      href={`/customers/${props.i_customer}/branding/edit?start=parent`}
      // a long name takes a second line
      className="h-auto! min-h-9 max-w-full py-1.5 whitespace-normal!"
    >
      {parent ? t("start_from_parent", { name: parent.name }) : t("start_from_provider")}
    </ButtonLink>
  );
}
