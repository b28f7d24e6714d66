import { type AttributeName, attributeOf } from "@/attributes/customer";

/** What a form of attributes says: the values that were changed, and what it had shown of them. */
export type FormValues = {
  readonly changed: Record<string, string | number>;
  readonly shown: Record<string, string | number>;
};

/**
 * Reads a form of attributes. Passes on only what was changed; an empty secret means 'unchanged'; a mask is put
 * together from its boxes: one that cannot be touched is not set, since what is set can always be taken away.
 * @param among the attributes that this form may change: others are ignored, whoever sends them
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
    // a browser sends line breaks as CR LF, and would so change every note that it shows
    return typeof value === "string" ? value.replace(/\r\n/g, "\n") : null;
  }
  if (!form.has(`was:${name}`)) return null;
  return [1, 2, 4].reduce((mask, bit) => (form.has(`${name}.${bit}`) ? mask | bit : mask), 0);
}
