import { currentSession } from "@/app/session";
import { startPath } from "@/app/start-path";
import { led } from "../leave";

/** From the form that opened a support session to the customer's first page: a full document navigation. */
export async function GET(): Promise<Response> {
  const session = await currentSession();
  return led(session ? startPath(session) : "/");
}
