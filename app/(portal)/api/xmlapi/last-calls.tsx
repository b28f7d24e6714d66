import { DateTime } from "@/components/ui/date-time";
import { Badge } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";

type Call = {
  readonly i_api_call: string;
  readonly at: Date;
  readonly method: string;
  readonly fault_code: number | null;
  readonly address: string | null;
  readonly ms: number;
  readonly reference: string | null;
};

/** Lists the last calls: when, which method, the result and the address, but never the parameters. */
export async function LastCalls({
  calls,
  timeZone,
}: {
  readonly calls: readonly Call[];
  readonly timeZone: string;
}) {
  const t = await getTranslations("api");
  if (calls.length === 0) return <p className="text-muted">{t("no_calls")}</p>;
  return (
    <Table
      label={t("last_calls")}
      look="n5"
      head={
        <>
          <Th>{t("when")}</Th>
          <Th>{t("method")}</Th>
          <Th>{t("outcome")}</Th>
          <Th>{t("from")}</Th>
          <Th>{t("took")}</Th>
        </>
      }
    >
      {calls.map((call) => (
        <tr key={call.i_api_call}>
          <Td>
            <DateTime at={call.at} timeZone={timeZone} seconds />
          </Td>
          <Td className="min-w-40">
            <code className="text-[0.8125rem] wrap-anywhere">{call.method}</code>
          </Td>
          <Td>
            {call.fault_code === null ? (
              <span className="text-muted">{t("answered")}</span>
            ) : (
              <Badge tone="danger">{t("fault", { code: String(call.fault_code) })}</Badge>
            )}
            {call.reference ? (
              <a
                href={`/refusals/${call.reference}`}
                className="ml-2 font-mono text-[0.8125rem] hover:underline"
              >
                {spellReference(call.reference)}
              </a>
            ) : null}
          </Td>
          <Td className="tabular-nums wrap-anywhere">{call.address}</Td>
          <Td place="right">{t("took_ms", { ms: call.ms })}</Td>
        </tr>
      ))}
    </Table>
  );
}
