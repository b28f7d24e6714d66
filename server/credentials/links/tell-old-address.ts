import type { Queries } from "../../database/client";
import { queueMail } from "../../outbox/queue-mail";
import { makeLink } from "./make-link";

/**
 * Tells an old address that it was replaced, with the link that undoes it. Does nothing if there was none or it is the
 * same.
 * @param canUndo false: the person never proved the old address, so it only gets a notice
 */
export async function tellOldAddress(
  db: Queries,
  i_web_user: number,
  old: string,
  email: string,
  canUndo = true,
): Promise<void> {
  if (old === "" || old === email) return;
  const path = canUndo ? await makeLink(db, "undo-email", { i_web_user, email: old, set_by: null }) : "";
  await queueMail(db, {
    kind: canUndo ? "email_changed" : "email_corrected",
    to: { i_web_user },
    address: old,
    values: { email },
    path,
  });
}
