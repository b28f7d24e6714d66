import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LeftOut } from "@/server/record/separate-givable";
import { reasonText } from "../forms/refusal-text";

/** What a profile or a copied customer has but the parent may not give, each with the reason. */
export async function LeftOutNotice({
  title,
  leftOut,
}: {
  readonly title: string;
  readonly leftOut: readonly LeftOut[];
}) {
  if (leftOut.length === 0) return null;
  const t = await getTranslations("attributes");
  const rows = await Promise.all(
    leftOut.map(async ({ name, reason }) => ({
      name,
      label: t(name),
      reason: await reasonText({ code: 403, values: {}, ...reason }),
    })),
  );
  return (
    <Notice tone="warn">
      <p className="font-medium">{title}</p>
      <ul className="mt-1 flex flex-col gap-0.5" data-part="left-out">
        {rows.map(({ name, label, reason }) => (
          <li key={name} className="wrap-anywhere">
            {label}: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
