import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getFormatter, getTranslations } from "@/i18n/texts";
import type { ListedBlock } from "@/server/customers/list-blocks";
import { blockReasonText, blockSetterText } from "../../web/customers/standing-block";
import { StateMark } from "../../web/customers/state-mark";

type Props = {
  readonly blocks: readonly ListedBlock[];
  readonly timeZone: string;
  /** whether the reader may unblock at all */
  readonly mayLift: boolean;
};

/** Lists the blocks, each with a link to lift it if the reader may. */
export async function BlockTable({ blocks, timeZone, mayLift }: Props) {
  const [t, b, c, format] = [
    await getTranslations("blocked_list"),
    await getTranslations("block_customer"),
    await getTranslations("common"),
    await getFormatter(),
  ];
  const rows = await Promise.all(
    blocks.map(async (block) => ({
      block,
      by: await blockSetterText(block),
      reason: block.reason && (await blockReasonText(block.reason)),
    })),
  );
  return (
    <Table
      label={t("title")}
      columns={8}
      head={
        <>
          <Th>{t("customer")}</Th>
          <Th>{t("parent")}</Th>
          <Th>{b("reason")}</Th>
          <Th>{t("by")}</Th>
          <Th>{t("since")}</Th>
          <Th numeric>{t("below")}</Th>
          <Th>{b("note")}</Th>
          <Th>
            <span className="sr-only">{b("unblock")}</span>
          </Th>
        </>
      }
    >
      {rows.map(({ block, by, reason }) => (
        <tr key={block.i_block}>
          <Td className="cut min-w-28">
            <a href={`/customers/${block.i_customer}`}>
              <b>{block.name}</b>
            </a>
            <StateMark blocked={false} stopped_by={block.stopped_by} />
          </Td>
          <Td className="cut min-w-20" label={t("parent")}>
            <a href={`/customers/${block.i_wholesaler}`}>{block.parent_name}</a>
          </Td>
          <Td label={b("reason")}>{reason || null}</Td>
          <Td className="cut min-w-24" label={t("by")}>
            {by}
          </Td>
          <Td label={t("since")}>
            <DateTime at={block.since} timeZone={timeZone} />
          </Td>
          <Td numeric label={t("below")}>
            {block.below > 10_000
              ? c("at_least", { count: format.number(10_000) })
              : format.number(block.below)}
          </Td>
          <Td place="line" label={b("note")} className="min-w-32 wrap-anywhere sm:max-w-72">
            {block.note || null}
          </Td>
          <Td place="acts">
            {mayLift && block.liftable ? (
              <a
                href={`/customers/${block.i_customer}/unblock`}
                className="text-accent-text"
                aria-label={t("unblock_this", { name: block.name })}
              >
                {b("unblock")}
              </a>
            ) : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
