import { currentSession } from "@/app/web/session/session";
import { startPath } from "@/app/web/session/start-path";
import { askedWithinPage, led } from "../../web/support/leave";

/** Leads from the form that opened a support session to the customer's first page, with a full document navigation. */
export async function GET(request: Request): Promise<Response> {
  const within = askedWithinPage(request);
  if (within) return within;
  const session = await currentSession();
  return led(session ? startPath(session) : "/");
}
