import { redirect } from "next/navigation";
import { requireSession } from "./session";
import { startPath } from "./start-path";

/** The door: to the page that the user starts with. */
export default async function StartPage() {
  const session = await requireSession("/");
  redirect(startPath(session));
}
