import { type AttributeName, attributeOf, isAttributeName } from "@/attributes/customer";
import { delegatedNames } from "@/attributes/lists";
import { actionNames, actionsIn, areaOf, boxOf, maskWhere, sourceOf } from "@/attributes/rights";
import { SelectField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { getTranslations, type Texts } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import { prepareJob } from "@/server/jobs/prepare-job";
import type { ActFieldsProps, ActForm } from "./act-form";

/** Gives single rights, flags and features, or takes them; all others stay as they are. */
export const rights: ActForm = {
  isOffered: (may) =>
    delegatedNames.some((name) =>
      may(prepareJob, "own", { kind: "rights", act: { give: {}, take: { [name]: 1 } } }),
    ),
  Fields: RightFields,
  read: async (form) => ({ give: chosen(form, "give"), take: chosen(form, "take") }),
  say: async ({ give, take }) => {
    const t = await getTranslations();
    return [
      [t("acts.give"), namesOf(give, t).join(", ")],
      [t("acts.take"), namesOf(take, t).join(", ")],
    ];
  },
};

/** One right: a bit of a mask, or a flag or feature as a whole. */
type Bit = { readonly name: AttributeName; readonly bit: number; readonly field: string };

function bitsOf(name: AttributeName): readonly Bit[] {
  if (!isMask(name)) return [{ name, bit: 1, field: name }];
  return actionNames.map((action) => ({
    name,
    bit: maskWhere((one) => one === action),
    field: boxOf(name, action),
  }));
}

function isMask(name: AttributeName): boolean {
  return areaOf(name) !== undefined;
}

function labelOf({ name, bit }: Pick<Bit, "name" | "bit">, t: Texts): string {
  const label = t(`attributes.${name}`);
  const [action] = isMask(name) ? actionsIn(bit) : [];
  return action ? `${label}: ${t(`rights.${action}`)}` : label;
}

function chosen(form: FormData, what: "give" | "take"): Readonly<Record<string, number>> {
  const masks: Record<string, number> = {};
  for (const { name, bit, field } of delegatedNames.flatMap(bitsOf))
    if (form.get(field) === what) masks[name] = (masks[name] ?? 0) | bit;
  return masks;
}

function namesOf(masks: unknown, t: Texts): string[] {
  const given: Readonly<Record<string, unknown>> = Object(masks);
  return Object.keys(given)
    .filter(isAttributeName)
    .flatMap((name) => bitsOf(name).filter(({ bit }) => (Number(given[name]) & bit) !== 0))
    .map((bit) => labelOf(bit, t));
}

async function RightFields({ session }: ActFieldsProps) {
  const [t, choices] = [await getTranslations(), await getFormChoices(session.actor, {})];
  const isGivable = ({ name, bit }: Bit) => (Number(choices.rights[sourceOf(name)] ?? 0) & bit) !== 0;
  const group = (title: string, names: readonly AttributeName[]) => (
    <FormGroup title={title} about={t("bulk.rights_text")}>
      <div className={names.every(isMask) ? "fields three" : "fields"}>
        {names.flatMap(bitsOf).map((bit) => (
          <SelectField
            key={bit.field}
            name={bit.field}
            label={labelOf(bit, t)}
            options={[
              { id: "", label: t("bulk.stays") },
              ...(isGivable(bit) ? [{ id: "give", label: t("acts.give") }] : []),
              { id: "take", label: t("acts.take") },
            ]}
          />
        ))}
      </div>
    </FormGroup>
  );
  const of = (what: "rights" | "flag" | "features") =>
    delegatedNames.filter((name) => {
      const { kind, group: its } = attributeOf(name);
      return what === "features" ? its === "features" : kind.kind === what && its !== "features";
    });
  return (
    <>
      {group(t("rights.matrix"), of("rights"))}
      {group(t("rights.flags"), of("flag"))}
      {group(t("rights.features"), of("features"))}
    </>
  );
}
