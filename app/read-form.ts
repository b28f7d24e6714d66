import { type AttributeName, attributeOf } from "@/attributes/customer";

/** What somebody sent in a form of attributes: the changed values, and what the form had shown. */
export type FormValues = {
  readonly changed: Record<string, string | number>;
  readonly shown: Record<string, string | number>;
};

/**
 * Reads a form of attributes and returns only what changed; an empty secret means 'unchanged'. It assembles a mask from
 * its checkboxes: a disabled box is never set, because people can always take away what is set.
 * @param among the attributes that this form may change; it ignores all others
 */
export function readForm(form: FormData, among: readonly AttributeName[]): FormValues {
  const changed: FormValues["changed"] = {};
  const shown: FormValues["shown"] = {};
  for (const name of among) {
    const value = typedValue(form, name);
    if (value === null) continue;
    const was = form.get(`was:${name}`);
    const isSecret = attributeOf(name).kind.kind === "secret";
    if (isSecret ? value === "" : was !== null && String(was) === String(value)) continue;
    changed[name] = value;
    if (typeof was === "string") shown[name] = was;
  }
  return { changed, shown };
}

function typedValue(form: FormData, name: AttributeName): string | number | null {
  if (attributeOf(name).kind.kind !== "rights") {
    const value = form.getAll(name).at(-1);
    // browsers send line breaks as CR LF, which would change every note that they show
    return typeof value === "string" ? value.replace(/\r\n/g, "\n") : null;
  }
  if (!form.has(`was:${name}`)) return null;
  return [1, 2, 4].reduce((mask, bit) => (form.has(`${name}.${bit}`) ? mask | bit : mask), 0);
}
