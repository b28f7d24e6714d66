import { getTranslations } from "@/i18n/texts";
import { type MadePassword, takeImportPasswords } from "@/server/jobs/take-import-passwords";
import { exportResponse, notLoggedIn } from "../../../../../web/lists/export-response";
import { currentSession } from "../../../../../web/session/session";
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
  return await exportResponse<MadePassword>(session, request, {
    name: "passwords",
    title: t("passwords"),
    columns: [
      { title: t("id"), kind: "integer", value: ({ i_customer }) => i_customer },
      { title: a("name"), kind: "text", value: ({ name }) => name },
      { title: a("web_login"), kind: "text", value: ({ web_login }) => web_login },
      { title: a("web_password"), kind: "text", value: ({ password }) => password },
    ],
    rows: taken(session.actor, i_job),
  });
}

async function* taken(
  actor: Parameters<typeof takeImportPasswords>[0],
  i_job: string,
): AsyncGenerator<readonly MadePassword[]> {
  yield (await takeImportPasswords(actor, { i_job })).passwords;
}
