import { DateTime } from "@/components/ui/date-time";
import { Icon } from "@/components/ui/icon";
import { getTranslations } from "@/i18n/texts";
import { listNotes } from "@/server/notes/list-notes";
import type { CustomerView } from "./open-customer";

/** The pinned note, or else the latest, in a line of the summary; nothing if the reader's customer has none. */
export async function NoteLine({ view: { session, customer } }: { readonly view: CustomerView }) {
  const { i_customer } = customer;
  // support reads no notes
  if (session.actor.door !== "web") return null;
  const { notes } = await listNotes(session.actor, { i_customer, limit: 1 });
  const [note] = notes;
  if (!note) return null;
  const t = await getTranslations("notes");
  return (
    <p className="mb-5 flex max-w-full min-w-0 items-start gap-2 sm:items-center" data-part="note">
      <Icon
        name={note.pinned ? "pin" : "sticky-note"}
        size={14}
        className="mt-[3px] shrink-0 text-muted sm:mt-0"
      />
      <a
        href={`/customers/${i_customer}/notes`}
        aria-label={t("latest", { text: note.text.slice(0, 200) })}
        className="min-w-0 wrap-anywhere hover:underline max-sm:line-clamp-4 sm:truncate"
      >
        {note.text}
      </a>
      <span className="shrink-0 text-[0.8125rem] text-muted max-sm:hidden">
        {note.login} · <DateTime at={note.created_at} timeZone={session.timeZone} />
      </span>
    </p>
  );
}
