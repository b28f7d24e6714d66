import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import type { RefusalFound } from "@/server/refusals/get-refusal";
import { reasonText } from "../../../../web/forms/refusal-text";

type Props = { readonly refusals: readonly RefusalFound[]; readonly timeZone: string };

/** The latest refusals: when, what, why, and the reference to quote. */
export async function RefusalList({ refusals, timeZone }: Props) {
  const [t, deeds] = [await getTranslations("why_not"), await getTranslations("deeds")];
  return (
    <Table
      label={t("lately")}
      head={
        <>
          <Th>{t("when")}</Th>
          <Th>{t("what")}</Th>
          <Th>{t("why")}</Th>
          <Th>{t("reference")}</Th>
        </>
      }
    >
      {refusals.map(({ reference, at, operation, code, reason_key, reason_values }) => (
        <tr key={reference} className="align-top">
          <Td className="whitespace-nowrap">
            <DateTime at={at} timeZone={timeZone} />
          </Td>
          <Td>
            {deeds.has(operation as "createCustomer") ? deeds(operation as "createCustomer") : operation}
          </Td>
          <Td place="line" className="min-w-40">
            {reasonText({ code, key: reason_key, values: reason_values })}
          </Td>
          <Td place="right">
            <a href={`/refusals/${reference}`} className="font-mono whitespace-nowrap hover:underline">
              {spellReference(reference)}
            </a>
          </Td>
        </tr>
      ))}
    </Table>
  );
}
