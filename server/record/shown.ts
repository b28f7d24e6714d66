import { type AttributeName, attributeOf, type CustomerValues, isAttributeName } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { Refusal } from "../ground/refusal";

/** What a form showed when somebody opened it, by attribute; values as the kinds read them. */
export type Shown = Partial<CustomerValues>;

/** Reads what a form says it showed. It leaves out what it cannot read. */
export function readShown(raw: unknown): Shown {
  if (typeof raw !== "object" || raw === null) return {};
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (!isAttributeName(name) || value === undefined) continue;
    const result = readValue<unknown>(attributeOf(name).kind, value);
    if ("value" in result) shown[name] = result.value;
  }
  // each attribute's kind has read its own member
  return shown as Shown;
}

/**
 * Refuses a change to a value that somebody else has meanwhile set to something else.
 * @throws Refusal 409 naming the attribute, with what stands there now
 */
export function demandUnchanged(stored: Shown, values: Shown, shown: Shown): void {
  for (const name of Object.keys(values)) {
    if (!isAttributeName(name) || !(name in shown)) continue;
    const now = stored[name];
    if (now === undefined || now === shown[name] || now === values[name]) continue;
    throw new Refusal(409, `Parameter ${name} has meanwhile been changed by somebody else`, name, {
      key: "changed_meanwhile",
      values: { theirs: shownText(name, now) },
    });
  }
}

function shownText(name: AttributeName, value: unknown): string {
  return attributeOf(name).kind.kind === "secret" || value === null ? "" : String(value);
}
