import { DateTime } from "@/components/ui/date-time";
import { Badge } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { spellPrefix } from "@/server/credentials/keys/key-text";
import { spellReference } from "@/server/ground/text/reference";

type Call = {
  readonly i_api_call: string;
  readonly door: string;
  readonly i_key: number | null;
  readonly key_prefix: string | null;
  readonly at: Date;
  readonly method: string;
  readonly fault_code: number | null;
  readonly address: string | null;
  readonly ms: number;
  readonly reference: string | null;
};

/**
 * Lists the last calls: when, which method, the result and the address, but never the parameters.
 * @param keys where the calls are those of all programs: the keys whose pages the reader may open; then the list says by
 *   which door and with which key each came
 */
export async function LastCalls({
  calls,
  timeZone,
  keys,
  none,
}: {
  readonly calls: readonly Call[];
  readonly timeZone: string;
  readonly keys?: readonly number[];
  /** what it says where there are none */
  readonly none?: string;
}) {
  const [t, h] = [await getTranslations("api"), await getTranslations("history")];
  if (calls.length === 0) return <p className="text-muted">{none ?? t("no_calls")}</p>;
  return (
    <Table
      label={t("last_calls")}
      look={keys ? "n7" : "n5"}
      head={
        <>
          <Th>{t("when")}</Th>
          {keys ? <Th>{t("door")}</Th> : null}
          {keys ? <Th>{t("with_key")}</Th> : null}
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
          {keys ? <Td>{h(`door_${call.door}` as "door_api")}</Td> : null}
          {keys ? (
            <Td>
              <KeyOf call={call} keys={keys} />
            </Td>
          ) : null}
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

/** The key of a call, with a link to it where the reader may open that. */
function KeyOf({
  call: { i_key, key_prefix },
  keys,
}: {
  readonly call: Call;
  readonly keys: readonly number[];
}) {
  if (i_key === null || key_prefix === null) return <span className="text-muted">–</span>;
  const text = <code className="text-[0.8125rem] whitespace-nowrap">{spellPrefix(key_prefix)}</code>;
  if (!keys.includes(i_key)) return text;
  return (
    <a href={`/api/keys/${i_key}`} className="hover:underline">
      {text}
    </a>
  );
}
