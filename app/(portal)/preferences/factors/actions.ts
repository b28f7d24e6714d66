"use server";

import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { browserLabel } from "@/server/credentials/browser-name";
import type { LiveSession } from "@/server/credentials/sessions";
import { Refusal } from "@/server/ground/refusal";
import {
  beginTotp,
  confirmTotp,
  listFactors,
  removeFactor,
  renewRecoveryCodes,
} from "@/server/identity/factors/own-factors";
import { addPasskey, beginPasskey } from "@/server/identity/factors/passkeys";
import { isFresh } from "@/server/operation/demands";
import { answer } from "../../../web/forms/answer";
import { refusalText } from "../../../web/forms/refusal-text";
import { askIfSure } from "../../../web/forms/sure-first";
import { noteForNextPage, sessionForAction } from "../../../web/session/session";
import { originOf, visitorOf } from "../../../web/session/visitor";

/** Starts to set up an authenticator; the next page shows its picture. */
export async function beginTotpAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await beginTotp(actor, {});
    redirect("/preferences/factors/totp");
  });
}

/** Confirms it by a code. The first factor comes with recovery codes, shown once. */
export async function confirmTotpAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const input = { code: form.get("code") ?? "", name: form.get("name") ?? "" };
    const { recovery_codes } = await confirmTotp(actor, input);
    if (recovery_codes) return { once: { value: recovery_codes.join("\n") } };
    await noteForNextPage((await getTranslations("factors"))("added"));
    redirect("/preferences/factors");
  });
}

/** Removes one of the person's own factors, once they have said that they mean it. */
export async function removeFactorAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("factors");
    const { factors } = await listFactors(actor, {});
    const factor = factors.find(({ i_factor }) => String(i_factor) === form.get("i_factor"));
    const asked = await askIfSure(form, {
      title: t("remove_title", { name: factor ? factor.name || t(`kind_${factor.kind}`) : "" }),
      text: t(factors.length > 1 ? "remove_text" : "remove_last_text"),
      act: t("remove"),
      href: "/preferences/factors",
    });
    if (asked && factor) return asked;
    await removeFactor(actor, { i_factor: form.get("i_factor") });
    await noteForNextPage(t("removed"));
    redirect("/preferences/factors");
  });
}

/** Makes new recovery codes, shown once. Asks first if that ends valid codes. */
export async function renewCodesAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("factors");
    const { codes_left } = await listFactors(actor, {});
    const asked = await askIfSure(form, {
      title: t("renew_title"),
      text: t("renew_text", { count: codes_left }),
      act: t("renew_codes"),
      href: "/preferences/factors",
    });
    if (asked && codes_left > 0) return asked;
    const { recovery_codes } = await renewRecoveryCodes(actor, {});
    return { once: { value: recovery_codes.join("\n") } };
  });
}

/** Gives the browser the options for a new passkey. */
export async function beginPasskeyAction(): Promise<{ options: unknown } | { error: string }> {
  return await withFresh(async ({ actor }) => ({
    options: await beginPasskey(actor, visitorOf(await headers()).host),
  }));
}

/** Stores the passkey that the browser made. */
export async function addPasskeyAction(
  signed: unknown,
): Promise<{ error: string } | { codes: string[] } | null> {
  return await withFresh(async ({ actor }) => {
    const given = await headers();
    const { host, userAgent } = visitorOf(given);
    const name = browserLabel(userAgent);
    // the library checks its shape
    const answered = signed as RegistrationResponseJSON;
    const { recovery_codes } = await addPasskey(actor, answered, { host, origin: originOf(given) }, name);
    revalidatePath("/preferences/factors");
    return recovery_codes ? { codes: recovery_codes } : null;
  });
}

/** For people who have just confirmed their identity; others get a text. */
async function withFresh<Result>(
  act: (session: LiveSession) => Promise<Result>,
): Promise<Result | { error: string }> {
  const session = await sessionForAction("full");
  if (!session) return { error: (await getTranslations("login"))("again") };
  try {
    if (!isFresh(session.actor))
      throw new Refusal(403, "Confirm that it is you", undefined, { key: "step_up" });
    return await act(session);
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
}
