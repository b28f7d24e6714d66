import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { listColleagues } from "@/server/notes/list-colleagues";
import { addNote, editNote } from "@/server/notes/write-notes";
import { WhomToAsk } from "../../../../web/portal/step";
import { asker } from "../../../../web/session/may";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { AddNote } from "./add-note";
import { NotesView } from "./notes-view";
import { notesWords, shownNotes } from "./shown-notes";

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
  const { actor } = view.session;
  const may = await asker(view.session);
  const [first, { colleagues }, t] = await Promise.all([
    shownNotes(view.session, query, i_customer),
    may(listColleagues) ? listColleagues(actor, {}) : { colleagues: [] },
    getTranslations("notes"),
  ]);
  const words = await notesWords(colleagues);
  return (
    <CustomerPage view={view} tab="notes">
      <div className="mb-6 flex max-w-[720px] flex-col gap-6">
        <p className="text-muted">{t("text")}</p>
        {may(addNote, view.relation) ? (
          <AddNote i_customer={view.customer.i_customer} words={words.followUp} self={actor.i_web_user} />
        ) : (
          <p className="text-muted">
            <WhomToAsk session={view.session} step="note" relation={view.relation} />
          </p>
        )}
      </div>
      <NotesView
        here={`/customers/${i_customer}/notes`}
        first={first}
        words={words}
        mayWrite={may(editNote)}
      />
    </CustomerPage>
  );
}
