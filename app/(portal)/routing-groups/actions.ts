"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import {
  addRoutingGroup,
  deleteRoutingGroup,
  editRoutingGroup,
} from "@/server/routing-groups/routing-groups";
import { answer } from "../../web/forms/answer";
import { noteForNextPage } from "../../web/session/session";

/** Adds a routing group, or changes the one that the form names. */
export async function saveRoutingGroupAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const input = { name: form.get("name") ?? "" };
    const i_routing_group = form.get("i_routing_group");
    if (i_routing_group === null) await addRoutingGroup(actor, input);
    else await editRoutingGroup(actor, { i_routing_group, ...input });
    await noteForNextPage((await getTranslations("common"))("saved"));
    redirect("/routing-groups");
  });
}

export async function deleteRoutingGroupAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await deleteRoutingGroup(actor, { i_routing_group: form.get("i_routing_group") ?? "" });
    redirect("/routing-groups");
  });
}
