import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { listColleagues } from "@/server/notes/list-colleagues";
import { listNotes } from "@/server/notes/list-notes";
import { addNote, editNote } from "@/server/notes/write-notes";
import { ListPages } from "../../../../web/lists/list-pages";
import { WhomToAsk } from "../../../../web/portal/step";
import { asker } from "../../../../web/session/may";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { AddNote } from "./add-note";
import { NoteItem } from "./note-item";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/notes">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("notes"))("title")} · ${customer.name}` };
}

export default async function NotesPage({
  params,
  searchParams,
}: PageProps<"/customers/[i_customer]/notes">) {
  const [{ i_customer }, query] = [await params, await searchParams];
  const view = await openCustomer(i_customer, "summary");
  const { actor, timeZone } = view.session;
  const may = await asker(view.session);
  const mayWrite = may(addNote, view.relation);
  const [{ notes, next }, { colleagues }, t] = await Promise.all([
    listNotes(actor, { i_customer, after: query.after }),
    may(listColleagues) ? listColleagues(actor, {}) : { colleagues: [] },
    getTranslations("notes"),
  ]);
  const here = `/customers/${i_customer}/notes`;
  return (
    <CustomerPage view={view} tab="notes">
      <div className="flex max-w-3xl flex-col gap-6">
        <p className="text-muted">{t("text")}</p>
        {mayWrite ? (
          <AddNote i_customer={view.customer.i_customer} colleagues={colleagues} self={actor.i_web_user} />
        ) : (
          <p className="text-muted">
            <WhomToAsk session={view.session} step="note" relation={view.relation} />
          </p>
        )}
        {notes.length === 0 ? (
          <p className="text-muted">{t("empty")}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {notes.map((note) => (
              <NoteItem
                key={note.i_note}
                note={note}
                colleagues={colleagues}
                mayWrite={may(editNote)}
                timeZone={timeZone}
              />
            ))}
          </ul>
        )}
      </div>
      <ListPages label={t("title")} path={here} query={query} next={next} shown={notes.length} />
    </CustomerPage>
  );
}
