import { customerAttributes } from "@/attributes/customer";
import { email } from "@/attributes/kinds/email";
import { Unreadable } from "@/attributes/kinds/kind";
import { login, name } from "@/attributes/kinds/text";
import { accessLevels } from "../actor/access-levels";
import { isInDictionary, timeZoneGiven } from "../dictionaries/dictionaries";
import { byKind, oneOf, type Reader, readOptional } from "../input/read-parameter";
import type { ChosenSettings } from "./customer-settings";

type Raw = Readonly<Record<string, unknown>>;

export const readLogin = byKind(login());
export const readName = byKind(name({ min: 0, max: 128 }));
export const readAddress = byKind(email());
export const readLevel = oneOf(accessLevels);

/** Settings that a web user may have instead of the customer's. */
export type OwnSettings = Partial<ChosenSettings>;

const { i_lang, i_time_zone, i_export_type, start_page } = customerAttributes;

/**
 * Reads a person's own settings. An empty or nil one follows the customer's, an absent one stays.
 * @throws Refusal 400 naming the parameter
 */
export function readOwnSettings(raw: Raw): OwnSettings {
  return {
    ...readOwn(raw, "i_lang", known("languages", byKind(i_lang.kind))),
    ...readOwn(raw, "i_time_zone", (given) => readZone(timeZoneGiven(given))),
    ...readOwn(raw, "i_export_type", known("export_types", byKind(i_export_type.kind))),
    ...readOwn(raw, "start_page", known("start_pages", byKind(start_page.kind))),
  };
}

const readZone = known("time_zones", byKind(i_time_zone.kind));

function readOwn<Name extends string, Value>(
  raw: Raw,
  name: Name,
  read: Reader<Value>,
): Partial<Record<Name, Value | null>> {
  if (raw[name] === undefined) return {};
  const value = raw[name] === "" ? null : (readOptional(raw, name, read) ?? null);
  // the compiler cannot tell that the computed name is this one
  return { [name]: value } as Partial<Record<Name, Value | null>>;
}

function known<Value extends string | number>(
  dictionary: Parameters<typeof isInDictionary>[0],
  read: Reader<Value>,
): Reader<Value> {
  return (raw) => {
    const value = read(raw);
    if (isInDictionary(dictionary, value)) return value;
    const message = `is not in the dictionary ${dictionary}`;
    throw new Unreadable({ message, key: "not_in_dictionary" });
  };
}
