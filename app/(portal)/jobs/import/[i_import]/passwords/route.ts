import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { type MadePassword, takeImportPasswords } from "@/server/jobs/take-import-passwords";
import { quotableText } from "../../../../../web/forms/refusal-text";
import { exportResponse, notLoggedIn } from "../../../../../web/lists/export-response";
import { currentSession, noteForNextPage } from "../../../../../web/session/session";
import { isFromHere } from "../../../../../web/support/leave";

/** Sends the passwords that an import made, once. A POST, since they are gone afterwards. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/jobs/import/[i_import]/passwords">,
): Promise<Response> {
  if (!isFromHere(request)) return new Response("Refused\n", { status: 403 });
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const { i_import: i_job } = await params;
  const [t, a] = [await getTranslations("imports"), await getTranslations("attributes")];
  let passwords: readonly MadePassword[];
  try {
    ({ passwords } = await takeImportPasswords(session.actor, { i_job }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // whoever tries again stays in the portal, where the job's page says what is so
    await noteForNextPage(await quotableText(error), false);
    return new Response(null, { status: 303, headers: { location: `/jobs/${encodeURIComponent(i_job)}` } });
  }
  return await exportResponse<MadePassword>(session, request, {
    name: "passwords",
    title: t("passwords"),
    columns: [
      { title: t("id"), kind: "integer", value: ({ i_customer }) => i_customer },
      { title: a("name"), kind: "text", value: ({ name }) => name },
      { title: a("web_login"), kind: "text", value: ({ web_login }) => web_login },
      { title: a("web_password"), kind: "text", value: ({ password }) => password },
    ],
    rows: inOne(passwords),
  });
}

async function* inOne<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
