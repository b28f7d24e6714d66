import { Unreadable } from "@/attributes/kinds/kind";
import { largestInt, readInt } from "@/attributes/kinds/number";
import { Refusal } from "../ground/refusal";

type Raw = Readonly<Record<string, unknown>>;

/** Reads a required id. A number that cannot be an id becomes 0, which nobody has. @throws Refusal 400 */
export function readId(raw: Raw, name: string): number {
  if (raw[name] === undefined) {
    throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
  }
  return readWhole(raw[name], name, -largestInt - 1, largestInt);
}

/** Reads an optional whole number of at least 0. @throws Refusal 400 */
export function readCount(raw: Raw, name: string): number | undefined {
  return raw[name] === undefined ? undefined : readWhole(raw[name], name, 0, largestInt);
}

/** Reads a required text that is only compared: a login, a password. @throws Refusal 400 */
export function readPlainText(raw: Raw, name: string): string {
  const value = raw[name];
  if (value === undefined) {
    throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
  }
  if (typeof value !== "string" || !value.isWellFormed()) {
    throw new Refusal(400, `Parameter ${name} must be a string`, name, { key: "text_expected" });
  }
  if (value.length > longestText) {
    throw new Refusal(400, `Parameter ${name} must have at most ${longestText} characters`, name, {
      key: "too_long",
      values: { max: longestText },
    });
  }
  return value.normalize("NFC");
}

const longestText = 1024;

function readWhole(raw: unknown, name: string, min: number, max: number): number {
  try {
    return readInt(raw, min, max);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { message, key, values } = error.problem;
    throw new Refusal(400, `Parameter ${name} ${message}`, name, { key, values: values ?? {} });
  }
}
