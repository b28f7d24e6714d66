"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { beginTotp, confirmTotp } from "@/server/identity/factors/own-factors";
import { askForPasskey, type PasskeyAnswer } from "@/server/identity/factors/passkeys";
import type { FactorProof } from "@/server/identity/factors/prove-factor";
import { demandNoFactor, freshFor, noteSetUp } from "@/server/identity/factors/required-factor";
import { finishLogIn, goOn } from "@/server/identity/log-in/finish-log-in";
import { isFresh } from "@/server/operation/demands";
import { answerFactor } from "../../web/forms/answer";
import { refusalText } from "../../web/forms/refusal-text";
import { holdLogIn } from "../../web/session/auth";
import { sessionForAction } from "../../web/session/session";
import { originOf, visitorOf } from "../../web/session/visitor";

/** Proves the second factor with an authenticator code or a recovery code. */
export async function proveFactorAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answerFactor(form, async ({ actor }) => {
    const recovery = form.get("recovery");
    const proof: FactorProof =
      recovery === null
        ? { code: String(form.get("code") ?? "").slice(0, 40) }
        : { recovery: String(recovery).slice(0, 40) };
    try {
      await holdLogIn(await finishLogIn(visitorOf(await headers()), actor, proof));
    } catch (error) {
      // show the error beside the field that the person used
      if (error instanceof Refusal && error.attribute === "code" && recovery !== null)
        throw new Refusal(error.code, error.message, "recovery", error.reason);
      throw error;
    }
    redirect("/");
  });
}

/** Returns what the browser has to sign with one of the person's passkeys. */
export async function beginProofAction(): Promise<{ options: unknown } | { error: string }> {
  const session = await sessionForAction("factor");
  if (!session) return { error: (await getTranslations("login"))("again") };
  const { host } = visitorOf(await headers());
  return { options: await askForPasskey(host, session.actor.i_web_user) };
}

/** Proves the second factor with what the browser signed. */
export async function finishByPasskeyAction(signed: unknown): Promise<{ error: string } | null> {
  const session = await sessionForAction("factor");
  if (!session) return { error: (await getTranslations("login"))("again") };
  const given = await headers();
  const visitor = visitorOf(given);
  try {
    // the library validates it
    const passkey = signed as PasskeyAnswer;
    const proof = { passkey, host: visitor.host, origin: originOf(given) };
    await holdLogIn(await finishLogIn(visitor, session.actor, proof));
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
  redirect("/");
}

/** Starts to set up the required authenticator. */
export async function beginRequiredAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answerFactor(form, async ({ actor }) => {
    await demandNoFactor(actor);
    await beginTotp(freshFor(actor), {});
    redirect("/second-factor");
  });
}

/** Confirms it with a code. The page shows the recovery codes once before the log-in continues. */
export async function confirmRequiredAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answerFactor(form, async ({ actor }) => {
    await demandNoFactor(actor);
    const { recovery_codes } = await confirmTotp(freshFor(actor), { code: form.get("code") ?? "" });
    await noteSetUp(actor);
    return { once: { value: (recovery_codes ?? []).join("\n") } };
  });
}

/** Continues after the person has set up the required factor and seen the codes. */
export async function goOnAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answerFactor(form, async ({ actor }) => {
    if (!isFresh(actor)) redirect("/second-factor");
    await holdLogIn(await goOn(visitorOf(await headers()), actor, "set up"));
    redirect("/");
  });
}
