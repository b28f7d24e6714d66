import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import type { SupportSessionLine } from "@/server/support/support-sessions";
import { endSupportSessionAction } from "../../../web/support/actions";
import { endingText } from "./session-columns";

type Props = {
  readonly label: string;
  readonly sessions: readonly SupportSessionLine[];
  readonly timeZone: string;
};

/** Support sessions, one a row: who, as whom, why, when, and how many changes; running ones have a button to end them. */
export async function SessionTable({ label, sessions, timeZone }: Props) {
  const t = await getTranslations("support");
  return (
    <Table
      label={label}
      columns={7}
      head={
        <>
          <Th>{t("staff")}</Th>
          <Th>{t("customer")}</Th>
          <Th>{t("reason")}</Th>
          <Th>{t("since")}</Th>
          <Th>{t("standing")}</Th>
          <Th numeric>{t("changes")}</Th>
          <Th>
            <span className="sr-only">{t("end_now")}</span>
          </Th>
        </>
      }
    >
      {sessions.map((one) => (
        <tr key={one.reference}>
          <Td className="cut min-w-20">{one.login}</Td>
          <Td className="cut min-w-28">
            {one.there ? <a href={`/customers/${one.i_customer}`}>{one.name}</a> : one.name}
          </Td>
          <Td place="line" className="max-w-96 min-w-40 wrap-anywhere">
            <span className="block">{one.reason}</span>
            <a
              href={`/support/sessions/${one.reference}`}
              aria-label={t("one_session", { reference: spellReference(one.reference) })}
              className="font-mono text-[0.8125rem] text-muted"
            >
              {spellReference(one.reference)}
            </a>
          </Td>
          <Td label={t("since")}>
            <DateTime at={one.opened_at} timeZone={timeZone} />
          </Td>
          <Td>
            {endingText(one, t)}
            <span className="block text-[0.8125rem] text-muted">
              <DateTime at={one.ended_at ?? one.ends_at} timeZone={timeZone} />
            </span>
          </Td>
          <Td numeric label={t("changes")}>
            {one.changes}
          </Td>
          <Td place="acts">
            {one.endable ? (
              <ActionForm action={endSupportSessionAction} prefix={one.reference}>
                <input type="hidden" name="reference" value={one.reference} />
                <SubmitButton look="quiet">{t("end_now")}</SubmitButton>
              </ActionForm>
            ) : null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
