import { paletteData } from "../../../web/portal/palette-data";
import { currentSession } from "../../../web/session/session";

/** What the palette offers before somebody types: it asks for it when it opens. */
export async function GET(): Promise<Response> {
  const session = await currentSession();
  const headers = { "cache-control": "private, no-store" };
  if (session?.kind !== "full") return Response.json({ error: "log in" }, { status: 401, headers });
  return Response.json(await paletteData(session), { headers });
}
