import { listBranch } from "@/server/customers/list-branch";
import { Refusal } from "@/server/ground/refusal";
import { currentSession } from "../../../web/session/session";
import { shownBranches } from "../shown-branch";

/** Returns one page of a customer's children to the tree. A GET route, because actions are for changes. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return Response.json({ error: "log in" }, { status: 401 });
  const query = new URL(request.url).searchParams;
  try {
    const page = await listBranch(session.actor, {
      i_customer: query.get("i_customer") ?? "",
      after: query.get("after") ?? undefined,
    });
    return Response.json(await shownBranches(page), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof Refusal) return Response.json({ error: error.message }, { status: error.code });
    throw error;
  }
}
