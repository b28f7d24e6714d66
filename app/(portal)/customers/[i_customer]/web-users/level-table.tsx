import { Icon } from "@/components/ui/icon";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { accessLevels, tableOfLevels } from "@/server/actor/access-levels";

/** The table of access levels, made from the one that operations check. */
export async function LevelTable({ support }: { readonly support: boolean }) {
  const [t, c] = [await getTranslations("web_users"), await getTranslations("common")];
  const levels = accessLevels.filter((level) => support || level !== "SUPPORT");
  return (
    <Table
      stacks={false}
      label={t("levels")}
      head={
        <>
          <Th>{t("may")}</Th>
          {levels.map((level) => (
            <Th key={level}>{t(`level_${level}`)}</Th>
          ))}
        </>
      }
    >
      {tableOfLevels().map(({ act, allows }) => (
        <tr key={act}>
          <th scope="row" className="px-3 py-2 text-left font-normal">
            {t(`act_${act}`)}
          </th>
          {levels.map((level) => (
            <Td key={level}>
              {allows.includes(level) ? (
                <>
                  <Icon name="check" />
                  <span className="sr-only">{c("yes")}</span>
                </>
              ) : (
                <span className="text-muted">
                  <span aria-hidden>–</span>
                  <span className="sr-only">{c("no")}</span>
                </span>
              )}
            </Td>
          ))}
        </tr>
      ))}
    </Table>
  );
}
