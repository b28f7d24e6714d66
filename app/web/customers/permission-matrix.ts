import { type AttributeName, namesWhere } from "@/attributes/customer";
import { actionNames, areas, everyAction, maskOf, sourceOf } from "@/attributes/rights";
import type { Texts } from "@/i18n/texts";
import type { ShownMatrix, ShownSwitch } from "./matrix-fields";

/** The flags and features, which a parent gives like rights. */
export const flagNames = namesWhere(({ kind }) => kind.kind === "flag");
export const featureNames = namesWhere(({ group }) => group === "features");

type Given = {
  readonly values: Readonly<Partial<Record<AttributeName, unknown>>>;
  /** the defaults that the values replace: then the form sends the values even if nobody touches them */
  readonly base?: Readonly<Partial<Record<AttributeName, unknown>>> | undefined;
  /** what the parent can give: its effective rights */
  readonly givable: Readonly<Record<string, number>>;
  /** the reader is the parent itself */
  readonly own: boolean;
  /** what the reader may change; other flags do not show */
  readonly among: readonly AttributeName[];
};

/** The values of the matrix of a form, in the reader's language. */
export function shownMatrix(t: Texts, { values, base = values, givable, own, among }: Given): ShownMatrix {
  const set = (of: Given["values"], name: AttributeName) => Number(of[name] ?? 0);
  const byAction = (text: (action: (typeof actionNames)[number]) => string) =>
    // one entry for each action
    Object.fromEntries(actionNames.map((action) => [action, text(action)])) as ShownMatrix["actions"];
  const switches = (names: readonly AttributeName[]) =>
    names.map((name): ShownSwitch => {
      const isSet = set(values, name) !== 0;
      // people can always take away a right that is set
      const open = isSet || (givable[sourceOf(name)] ?? 0) > 0;
      return [name, t(`attributes.${name}`), isSet, set(base, name) !== 0, open];
    });
  return {
    words: {
      matrix: t("rights.matrix"),
      area: t("rights.area"),
      all_areas: t("rights.all_areas"),
      flags: t("rights.flags"),
      features: t("rights.features"),
    },
    actions: byAction((action) => t(`rights.${action}`)),
    allOf: byAction((action) => t("rights.all_action", { action: t(`rights.${action}`) })),
    rows: areas.map((area) => {
      const [name, label] = [maskOf[area], t(`attributes.${maskOf[area]}`)];
      return {
        name,
        label,
        all: t("rights.all_of", { area: label }),
        masks: [set(values, name), set(base, name), givable[name] ?? 0],
      };
    }),
    flags: switches(flagNames.filter((name) => among.includes(name))),
    features: switches(featureNames),
    reason: own ? t("rights.cannot_give") : t("rights.cannot_give_parent"),
    allGiven: areas.every((area) => givable[maskOf[area]] === everyAction),
  };
}
