import type { Page } from "playwright-core";
import { type FormState, idle } from "@/components/form/form-state";
import { here } from "../stage/here";

/** Reads the fields of a form as a browser without JavaScript would send them, including those of its action. */
export async function fieldsOf(page: Page, button: string): Promise<Record<string, string>> {
  // include forms in closed parts of the page
  const form = page.locator("form", { has: page.locator(`button:text-is("${button}")`) }).first();
  return await form.evaluate(
    // the locator finds only forms; nobody chose a file
    (element) =>
      Object.fromEntries(
        [...new FormData(element as HTMLFormElement)].filter(([, value]) => typeof value === "string"),
      ) as Record<string, string>,
  );
}

/** Sends a form as somebody else, without a browser. */
export async function send(page: Page, path: string, fields: Record<string, string>): Promise<string> {
  const response = await page.request.post(path, { multipart: fields, headers: { origin: here.base } });
  return await response.text();
}

/** The answer of an action: where it redirects, or what it tells its form. */
export type Answered =
  | { readonly ledTo: string }
  | { readonly said: Pick<FormState, "status" | "formError" | "fieldErrors" | "reference" | "once"> };

/**
 * Calls an action as JavaScript does, which shows its answer even to callers whose page has no form for it.
 * @param id the action's id in the build
 */
export async function callAction(
  page: Page,
  path: string,
  id: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered> {
  // React's encoding of the arguments: a form whose fields begin with `_1_`, and then the list of arguments
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
