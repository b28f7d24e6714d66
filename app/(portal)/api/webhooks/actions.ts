"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { checkSignature } from "@/server/webhooks/check-signature";
import { replayMessages } from "@/server/webhooks/replay-messages";
import { sendExample } from "@/server/webhooks/send-example";
import { disableEndpoint, enableEndpoint } from "@/server/webhooks/switch-endpoints";
import {
  addEndpoint,
  deleteEndpoint,
  editEndpoint,
  rotateEndpointSecret,
} from "@/server/webhooks/write-endpoints";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";

const eventsBegin = "events.";

function typedIn(form: FormData) {
  return {
    url: form.get("url") ?? "",
    note: form.get("note") ?? "",
    reach: form.get("reach") ?? "",
    events:
      form.get("events_of") === "all"
        ? ["*"]
        : [...form.keys()].flatMap((name) =>
            name.startsWith(eventsBegin) ? [name.slice(eventsBegin.length)] : [],
          ),
  };
}

/** Adds a webhook. The answer shows its secret once. */
export async function addEndpointAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { secret } = await addEndpoint(actor, typedIn(form));
    revalidatePath("/api/webhooks");
    return { once: { value: secret } };
  });
}

/** Changes a webhook. */
export async function editEndpointAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_endpoint = form.get("i_endpoint") ?? "";
    await editEndpoint(actor, { i_endpoint, ...typedIn(form) });
    await noteForNextPage((await getTranslations("webhooks"))("saved"));
    redirect(`/api/webhooks/${Number(i_endpoint)}`);
  });
}

/** Deletes a webhook with what waits for it. */
export async function deleteEndpointAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await deleteEndpoint(actor, { i_endpoint: form.get("i_endpoint") ?? "" });
    await noteForNextPage((await getTranslations("webhooks"))("deleted"));
    redirect("/api/webhooks");
  });
}

/** Makes a new secret, shown once. */
export async function rotateSecretAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { secret } = await rotateEndpointSecret(actor, { i_endpoint: form.get("i_endpoint") ?? "" });
    return { once: { value: secret } };
  });
}

/** Switches a webhook off or on, the latter with or without what it missed. */
export async function switchEndpointAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("webhooks");
    const i_endpoint = form.get("i_endpoint") ?? "";
    if (form.get("what") === "off") {
      await disableEndpoint(actor, { i_endpoint });
      await noteForNextPage(t("switched_off"));
    } else {
      const { replayed } = await enableEndpoint(actor, { i_endpoint, replay: form.get("what") === "replay" });
      await noteForNextPage(replayed > 0 ? t("replayed", { count: replayed }) : t("switched_on"));
    }
    redirect(`/api/webhooks/${Number(i_endpoint)}`);
  });
}

/** Sends an example, or messages again: one, or all of the last while that never got through. */
export async function sendAgainAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("webhooks");
    const i_endpoint = form.get("i_endpoint") ?? "";
    const here = `/api/webhooks/${Number(i_endpoint)}`;
    const i_message = form.get("i_message");
    const hours = Number(form.get("hours"));
    if (i_message !== null) {
      await replayMessages(actor, { i_endpoint, i_message });
      await noteForNextPage(t("replayed", { count: 1 }));
      redirect(`${here}/messages/${encodeURIComponent(String(i_message))}`);
    }
    const since = new Date(Date.now() - (Number.isFinite(hours) ? hours : 0) * 3_600_000);
    const { replayed } = await replayMessages(actor, { i_endpoint, since: since.toISOString() });
    await noteForNextPage(t("replayed", { count: replayed }));
    redirect(here);
  });
}

/** Sends an example of an event. */
export async function sendExampleAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_endpoint = form.get("i_endpoint") ?? "";
    const { i_message } = await sendExample(actor, { i_endpoint, event: form.get("event") ?? "" });
    await noteForNextPage((await getTranslations("webhooks"))("example_sent"));
    redirect(`/api/webhooks/${Number(i_endpoint)}/messages/${i_message}`);
  });
}

/** Says whether a message that somebody received is from here, and if not, what is wrong with it. */
export async function checkSignatureAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("webhooks");
    const { problem } = await checkSignature(actor, {
      i_endpoint: form.get("i_endpoint") ?? "",
      headers: form.get("headers") ?? "",
      body: form.get("body") ?? "",
    });
    // the form keeps what was pasted, so that a part of it can be tried again
    const values = { headers: String(form.get("headers") ?? ""), body: String(form.get("body") ?? "") };
    if (problem === null) return { values, notice: t("signature_holds") };
    return { values, status: "error", formError: t(`signature_${problem}`) };
  });
}
