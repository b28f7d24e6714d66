import { readValue } from "@/attributes/kinds/kind";
import { name } from "@/attributes/kinds/text";
import { Refusal } from "../ground/refusal";

/** Reads the name of a tariff or routing group. @throws Refusal 400 */
export function readName(raw: Readonly<Record<string, unknown>>): string {
  const result = readValue(nameKind, raw.name ?? null);
  if ("value" in result) return result.value;
  const { message, key, values } = result.problem;
  throw new Refusal(400, `Parameter name ${message}`, "name", { key, values: values ?? {} });
}

/** Reads a name that a change may leave as it is. @returns undefined: it is absent @throws Refusal 400 */
export function readNewName(raw: Readonly<Record<string, unknown>>): string | undefined {
  return raw.name === undefined ? undefined : readName(raw);
}

const nameKind = name({ max: 128 });
