import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { formatDay } from "@/components/ui/date-time";
import { Badge, Section } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type FollowUpDue, listFollowUps } from "@/server/notes/list-follow-ups";
import { editNote } from "@/server/notes/write-notes";
import { editNoteAction } from "../../web/customers/note-actions";
import { asker } from "../../web/session/may";

const tones = { overdue: "danger", due: "warn", later: "plain" } as const;

/** Lists the notes that people of the reader's customer should look at again, the reader's own first. Draws nothing if there is none. */
export async function FollowUps({ session }: { readonly session: LiveSession }) {
  const may = await asker(session);
  if (!may(listFollowUps)) return null;
  const { followUps, more } = await listFollowUps(session.actor, {});
  if (followUps.length === 0) return null;
  const [t, locale] = [await getTranslations("notes"), await getLocale()];
  return (
    <Section
      title={t("follow_ups")}
      note={more ? t("more") : undefined}
      className="border-b border-line py-6"
    >
      <Table
        label={t("follow_ups")}
        head={
          <>
            <Th>{t("follow_up_on")}</Th>
            <Th>{t("about")}</Th>
            <Th>{t("note")}</Th>
            <Th>{t("follow_up_by")}</Th>
            <Th>
              <span className="sr-only">{t("done")}</span>
            </Th>
          </>
        }
      >
        {followUps.map((followUp) => (
          <tr key={followUp.i_note}>
            <Td className="whitespace-nowrap">
              <span className="flex items-center gap-2">
                {formatDay(followUp.follow_up_on, locale)}
                {followUp.state === "later" ? null : (
                  <Badge tone={tones[followUp.state]}>{t(followUp.state)}</Badge>
                )}
              </span>
            </Td>
            <Td className="cut min-w-28">
              <a href={`/customers/${followUp.i_customer}/notes`}>{followUp.name}</a>
            </Td>
            <Td place="line" className="min-w-40 wrap-anywhere">
              {followUp.text}
            </Td>
            <Td className="cut min-w-24" label={t("follow_up_by")}>
              {followUp.follow_up_login ?? t("anybody")}
            </Td>
            <Td place="acts">{may(editNote) ? <Done followUp={followUp} /> : null}</Td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

async function Done({ followUp: { i_note, i_customer, name } }: { readonly followUp: FollowUpDue }) {
  const t = await getTranslations("notes");
  return (
    <ActionForm action={editNoteAction} prefix={`done-${i_note}`} className="inline-flex">
      <input type="hidden" name="i_note" value={i_note} />
      <input type="hidden" name="i_customer" value={i_customer} />
      <input type="hidden" name="from" value="overview" />
      <input type="hidden" name="done" value="1" />
      <SubmitButton look="quiet" className="-my-1.5">
        {t("done")}
        <span className="sr-only">: {name}</span>
      </SubmitButton>
    </ActionForm>
  );
}
