import { redirect } from "next/navigation";
import { requireSession } from "./web/session/session";
import { startPath } from "./web/session/start-path";

/** Leads to the user's start page. */
export default async function StartPage() {
  const session = await requireSession("/");
  redirect(startPath(session));
}
