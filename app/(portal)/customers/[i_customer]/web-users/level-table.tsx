import { Check } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Table, Td, Th } from "@/components/ui/table";
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
                <Check size={16} role="img" aria-label={c("yes")} />
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
