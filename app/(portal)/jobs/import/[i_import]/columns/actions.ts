"use server";

// what an import needs depends on the operations that it calls by their names
import "@/server/doors/operations";
import { redirect } from "next/navigation";
import { copiedAttributes } from "@/attributes/copied";
import type { FormState } from "@/components/form/form-state";
import { getLocale } from "@/i18n/texts";
import { mapImport } from "@/server/jobs/map-import";
import { answer } from "../../../../../web/forms/answer";
import { readForm } from "../../../../../web/forms/read-form";

/** Says how a file is to be imported, and leads to what would become of its rows. */
export async function mapImportAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_job = Number(form.get("i_job"));
    const count = Math.min(1_000, Number(form.get("count")));
    const { changed } = await readForm(form, copiedAttributes);
    const { i_tariff: _read, ...rest } = changed;
    const tariff = form.get("i_tariff");
    await mapImport(actor, {
      i_job,
      columns: Array.from({ length: count }, (_, column) => form.get(`column.${column}`) ?? "ignore"),
      // 'none' leaves the choice to each row
      all: tariff === "none" || tariff === null ? rest : { ...rest, i_tariff: tariff },
      // a group of radio buttons sends an empty text before the chosen one
      mode: form.getAll("mode").at(-1),
      key: form.getAll("key").at(-1),
      first: form.getAll("first").at(-1),
      parent: form.get("parent") ?? "",
      must_change: form.getAll("must_change").at(-1) ?? "1",
      clears: form.getAll("clears").at(-1),
      corrects: form.getAll("corrects").at(-1),
      locale: await getLocale(),
    });
    redirect(`/jobs/${i_job}`);
  });
}
