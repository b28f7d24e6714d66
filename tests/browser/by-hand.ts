import type { Page } from "playwright-core";
import { type FormState, idle } from "@/components/form/form-state";
import { here } from "./here";

/** The fields of a page's form as the browser would send them before JavaScript, its action's own among them. */
export async function fieldsOf(page: Page, button: string): Promise<Record<string, string>> {
  // also one that is folded away
  const form = page.locator("form", { has: page.locator(`button:text-is("${button}")`) }).first();
  return await form.evaluate(
    // the locator finds forms; of a picture nothing was chosen
    (element) =>
      Object.fromEntries(
        [...new FormData(element as HTMLFormElement)].filter(([, value]) => typeof value === "string"),
      ) as Record<string, string>,
  );
}

/** Sends a form by hand, as somebody else. */
export async function send(page: Page, path: string, fields: Record<string, string>): Promise<string> {
  const response = await page.request.post(path, { multipart: fields, headers: { origin: here.base } });
  return await response.text();
}

/** What an action answered: where it led, or what it said to its form. */
export type Answered =
  | { readonly ledTo: string }
  | { readonly said: Pick<FormState, "status" | "formError" | "fieldErrors" | "reference" | "once"> };

/**
 * Calls an action as JavaScript does, so that its answer is seen even where the caller's page would have no form for it.
 * @param id of the action, as the build has it
 */
export async function callAction(
  page: Page,
  path: string,
  id: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered> {
  // React's own spelling of the arguments: a form whose fields begin with `_1_`, and at last the list of them
  const multipart = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (!name.startsWith("$ACTION")) multipart.append(`_1_${name}`, value);
  multipart.append("0", JSON.stringify([idle, "$K1"]));
  const response = await page.request.post(path, {
    multipart,
    headers: { origin: here.base, accept: "text/x-component", "next-action": id },
    maxRedirects: 0,
  });
  const ledTo = response.headers()["x-action-redirect"];
  if (ledTo !== undefined) return { ledTo: ledTo.split(";")[0] ?? "" };
  const text = await response.text();
  const state = /^\d+:(\{"status".*\})$/m.exec(text)?.[1];
  if (state === undefined) throw new Error(`${path} answered ${response.status()}: ${text.slice(0, 300)}`);
  return { said: JSON.parse(state) };
}
