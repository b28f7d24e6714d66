"use server";

import { redirect } from "next/navigation";
import { personalNames } from "@/attributes/lists";
import type { FormState } from "@/components/form/form-state";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { resetFactors } from "@/server/identity/factors/reset-factors";
import { changeAddress } from "@/server/identity/links/change-address";
import { sendInvitation } from "@/server/identity/links/invite";
import { resendMail } from "@/server/identity/links/resend-mail";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import {
  blockWebUser,
  endLogInsOf,
  unblockWebUser,
  unlockWebUser,
} from "@/server/identity/web-users/stop-web-users";
import { addWebUser, deleteWebUser, editWebUser } from "@/server/identity/web-users/write-web-users";
import { answer } from "../../../../web/forms/answer";
import { promisingMail, toldOfMail } from "../../../../web/forms/mail-words";
import { askIfSure } from "../../../../web/forms/sure-first";
import { noteForNextPage } from "../../../../web/session/session";

/** Adds a web user, invited by mail or with a password that the reader typed for them. */
export async function addWebUserAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor } = session;
    const i_customer = Number(form.get("i_customer"));
    const invite = form.getAll("first_log_in").at(-1) !== "password";
    if (!invite && !form.get("web_password")) {
      throw new Refusal(400, "Parameter web_password is required", "web_password", { key: "required" });
    }
    const { i_web_user } = await addWebUser(actor, {
      i_customer,
      ...given(form, ["web_login", "name", "email", "access_level"]),
      invite,
      ...(invite ? {} : { web_password: form.get("web_password") ?? "" }),
      must_change: form.getAll("must_change").at(-1) === "1",
    });
    const t = await getTranslations("web_users");
    const told = invite
      ? await toldOfMail(session, "invitation", String(form.get("email") ?? ""))
      : { notice: "", unsent: false };
    await noteForNextPage([t("added"), told.notice].filter(Boolean).join(". "), !told.unsent);
    redirect(`/customers/${i_customer}/web-users/${i_web_user}`);
  });
}

/** Changes a web user's name, level and own settings. */
export async function editWebUserAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_web_user = form.get("i_web_user");
    // login and level need more than a name does, so send them only if they changed
    const changed = ["web_login", "access_level"].filter(
      (name) => form.get(name) !== form.get(`was:${name}`),
    );
    await editWebUser(actor, { i_web_user, ...given(form, ["name", ...changed, ...personalNames]) });
    return { notice: (await getTranslations("common"))("saved") };
  });
}

/** Mails a link to a new address, which counts once they open it. */
export async function changeAddressAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { sent_to } = await changeAddress(session.actor, given(form, ["i_web_user", "email"]));
    return await toldOfMail(session, "link", sent_to);
  });
}

/** Makes a one-time password, and shows it once or mails it to its owner's own address. */
export async function webUserOneTimeAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor, timeZone } = session;
    const web_login = String(form.get("web_login") ?? "");
    const stop_old = form.getAll("stop_old").at(-1) === "1";
    const send = form.getAll("send").at(-1) === "mail" ? "mail" : "show";
    const made = await resetCustomerOneTimePassword(actor, { web_login, stop_old, send });
    if (made.sent_to !== null) {
      return await toldOfMail(session, "one_time_password", made.sent_to);
    }
    const until = formatDateTime(made.expires_at, timeZone, await getLocale());
    return { once: { value: made.password, until } };
  });
}

/** Blocks, unblocks or unlocks a web user, or sends their invitation again, by the pressed button. */
export async function webUserStateAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor } = session;
    const input = given(form, ["i_web_user"]);
    const t = await getTranslations("web_users");
    const page = `/customers/${Number(form.get("i_customer"))}/web-users/${Number(form.get("i_web_user"))}`;
    const act = form.get("act");
    if (act === "invite") {
      const { sent_to } = await sendInvitation(actor, input);
      return await toldOfMail(session, "invitation", sent_to);
    }
    if (act === "resend") {
      const { sent_to } = await resendMail(actor, input);
      return await toldOfMail(session, "again", sent_to);
    }
    if (act === "reset") {
      const f = await getTranslations("factors");
      const asked = await askIfSure(form, {
        title: f("reset_title"),
        text: await promisingMail(session, f("reset_text")),
        act: f("reset"),
        href: page,
      });
      if (asked) return asked;
      await resetFactors(actor, input);
      await noteForNextPage((await getTranslations("factors"))("was_reset"));
      redirect(page);
    }
    if (act === "block") await blockWebUser(actor, input);
    else if (act === "unblock") await unblockWebUser(actor, input);
    else if (act === "end") await endLogInsOf(actor, input);
    else await unlockWebUser(actor, input);
    await noteForNextPage(t(done[act as keyof typeof done] ?? "unlocked"));
    redirect(page);
  });
}

const done = { block: "blocked", unblock: "unblocked", end: "log_ins_ended" } as const;

export async function deleteWebUserAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await deleteWebUser(actor, given(form, ["i_web_user"]));
    await noteForNextPage((await getTranslations("web_users"))("deleted"));
    redirect(`/customers/${Number(form.get("i_customer"))}/web-users`);
  });
}

/** Those of the named fields that a form has. */
function given(form: FormData, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (form.has(name) ? [[name, form.getAll(name).at(-1)]] : [])),
  );
}
