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

const nameKind = name({ max: 128 });
