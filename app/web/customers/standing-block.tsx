import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { ToldBlock } from "@/server/record/told-block";

type Props = { readonly block: ToldBlock; readonly timeZone: string };

/** Who set a block, and when: 'Blocked by … since …'. */
export async function blockedByText({ block, timeZone }: Props): Promise<string> {
  const t = await getTranslations("block_customer");
  const since = formatDateTime(block.since, timeZone, await getLocale());
  return t("blocked_by", { who: await blockSetterText(block), since });
}

/** Who set a block: 'you' and the log-in for the reader's own customer, 'your provider' for somebody above. */
export async function blockSetterText(block: ToldBlock): Promise<string> {
  const [t, c] = [await getTranslations("block_customer"), await getTranslations("common")];
  if (block.mine) return block.by_login === null ? t("you") : t("you_as", { login: block.by_login });
  return block.by_name ?? c("your_provider");
}

/** A reason in the reader's words. */
export async function blockReasonText(reason: NonNullable<ToldBlock["reason"]>): Promise<string> {
  return (await getTranslations("block_customer"))(`reason_${reason}`);
}

/** Reason, note and text of a block, as far as the reader may know them. */
export async function BlockWords({ block }: Pick<Props, "block">) {
  const t = await getTranslations("block_customer");
  const rows = [
    [t("reason"), block.reason ? await blockReasonText(block.reason) : null],
    [t("note"), block.note],
    [t("text"), block.text],
  ].filter(([, value]) => value);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-[0.8125rem]">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
