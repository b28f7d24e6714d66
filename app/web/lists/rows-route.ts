import type { Query } from "@/components/list/list-query";
import { whoseHeader } from "@/components/shell/whose-header";
import type { LiveSession } from "@/server/credentials/sessions";
import { Refusal } from "@/server/ground/refusal";
import { whoseFrame } from "../portal/frame";
import { currentSession } from "../session/session";
import { queryOf } from "./query-of";

/**
 * A route that answers a page's script with what an address shows, for the reader alone. A GET route, because actions are
 * for changes. It says under which frame the page would show it: rows never stand under another person's or language's, nor
 * a support session's without its banner.
 * @param show runs the operations of the page, which ask for rights and scope there as here; it also gets what the path names, by the folders in brackets
 */
export function answerRows<Named extends object = object>(
  show: (session: LiveSession, query: Query, named: Named) => Promise<object>,
): (request: Request, context: { readonly params: Promise<Named> }) => Promise<Response> {
  return async (request, { params }) => {
    const session = await currentSession();
    if (session?.kind !== "full") return answer({ error: "log in" }, 401);
    try {
      const rows = await show(session, queryOf(request), await params);
      return answer(rows, 200, { [whoseHeader]: await whoseFrame(session) });
    } catch (error) {
      if (error instanceof Refusal) return answer({ error: error.message }, error.code);
      throw error;
    }
  };
}

/** The first value of a parameter that an address may have several times; undefined: it has none. */
export function firstOf(value: Query[string]): string | undefined {
  return typeof value === "object" ? value[0] : value;
}

/** Answers without caching: the result is private and soon outdated. */
function answer(body: object, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, "cache-control": "private, no-store" } });
}
