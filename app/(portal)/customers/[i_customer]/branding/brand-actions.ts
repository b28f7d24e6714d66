"use server";

import { redirect } from "next/navigation";
import { mostTextKiB, tooLargeField } from "@/attributes/reading/form-bounds";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { pictureNames } from "@/server/brand/picture/read-picture";
import { previewBrand } from "@/server/branding/preview-brand";
import { saveBrand } from "@/server/branding/save-brand";
import { Refusal } from "@/server/ground/refusal";
import { answer } from "../../../../web/forms/answer";
import { refusalText } from "../../../../web/forms/refusal-text";
import { noteForNextPage, sessionForAction } from "../../../../web/session/session";
import { type Preview, sayPreview } from "./say-preview";

/** Saves a brand with the form's values, pictures and stylesheet. */
export async function saveBrandAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const { hardly_seen } = await saveBrand(actor, {
      i_customer,
      ...typed(form),
      ...(await picturesOf(form)),
    });
    const t = await getTranslations("branding");
    const warnings = hardly_seen.map((look) => t(`hardly_seen_${look}`));
    await noteForNextPage([t("saved"), ...warnings].join(". "), warnings.length === 0);
    redirect(`/customers/${i_customer}/branding`);
  });
}

/** Shows what a brand would look like while people type. Saves nothing. */
export async function previewBrandAction(form: FormData): Promise<Preview | { readonly error: string }> {
  const session = await sessionForAction("full");
  if (!session) return { error: (await getTranslations("login"))("again") };
  if (form.has(tooLargeField))
    return { error: (await getTranslations("refusals"))("too_large", { max: mostTextKiB }) };
  try {
    const i_customer = Number(form.get("i_customer"));
    return await sayPreview(await previewBrand(session.actor, { i_customer, ...typed(form) }));
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
}

/** What people typed, by field; a browser sends line breaks as CR LF. */
function typed(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" &&
      !name.startsWith("$") &&
      !(pictureNames as readonly string[]).includes(name)
        ? [[name, value.replace(/\r\n/g, "\n")]]
        : [],
    ),
  );
}

/** Reads each picture: the chosen file, the stored one by its hash, or none. */
async function picturesOf(form: FormData): Promise<Record<string, Uint8Array | string>> {
  const entries = await Promise.all(
    pictureNames.map(async (name) => {
      const given = form.getAll(name);
      const chosen = given.find((one) => one instanceof File && one.size > 0);
      if (chosen instanceof File) return [name, new Uint8Array(await chosen.arrayBuffer())] as const;
      const isRemoved = form.getAll(`remove_${name}`).at(-1) === "1";
      const stands = given.find((one) => typeof one === "string") ?? "";
      return [name, isRemoved ? "" : String(stands)] as const;
    }),
  );
  return Object.fromEntries(entries);
}
