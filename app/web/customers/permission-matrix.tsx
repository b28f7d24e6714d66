import { type AttributeName, namesWhere } from "@/attributes/customer";
import { actionNames, actionsIn, areas, everyAction, maskOf, sourceOf } from "@/attributes/rights";
import { CheckField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import { MatrixAll } from "./matrix-all";
import { RightBox } from "./right-box";

/** The flags and features, which a parent gives like rights. */
export const flagNames = namesWhere(({ kind }) => kind.kind === "flag");
export const featureNames = namesWhere(({ group }) => group === "features");

type Props = {
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

/** The rights as a matrix of checkboxes. A box for what the parent cannot give is disabled, and says why. */
export async function PermissionMatrix({ values, base = values, givable, own, among }: Props) {
  const [t, a] = [await getTranslations("rights"), await getTranslations("attributes")];
  const reason = own ? t("cannot_give") : t("cannot_give_parent");
  const can = (name: AttributeName) => (givable[sourceOf(name)] ?? 0) > 0;
  const allGiven = areas.every((area) => givable[maskOf[area]] === everyAction);
  return (
    <div data-part="permissions" data-matrix className="flex flex-col gap-6">
      <table className="w-full max-w-[632px] table-fixed max-sm:text-[0.75rem]">
        <caption className="sr-only">{t("matrix")}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted max-sm:align-top">
            <th scope="col" className="h-9">
              {t("area")}
            </th>
            {actionNames.map((action) => (
              <th key={action} scope="col" className="h-9 w-[20%] text-center sm:w-22">
                {t(action)}
              </th>
            ))}
            <th scope="col" className="h-9 w-[12%] text-center sm:w-22">
              {t("all")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          <tr>
            <th scope="row" className="h-9 text-left font-normal text-muted">
              {t("all_areas")}
            </th>
            {actionNames.map((action) => (
              <td key={action} className="text-center">
                <MatrixAll
                  name={t("all_action", { action: t(action) })}
                  selector={`[data-action="${action}"]`}
                />
              </td>
            ))}
            <td />
          </tr>
          {areas
            .map((area) => [maskOf[area], a(maskOf[area])] as const)
            .map(([name, label]) => (
              <tr key={name}>
                <th scope="row" className="h-9 text-left font-normal">
                  {label}
                </th>
                {actionNames.map((action) => (
                  <td key={action} className="text-center">
                    <RightBox
                      name={name}
                      action={action}
                      label={`${label}: ${t(action)}`}
                      value={Number(values[name] ?? 0)}
                      reason={actionsIn(givable[name] ?? 0).includes(action) ? null : reason}
                    />
                  </td>
                ))}
                <td className="text-center">
                  <MatrixAll name={t("all_of", { area: label })} selector={`[name^="${name}."]`} />
                  <input type="hidden" name={`was:${name}`} value={Number(base[name] ?? 0)} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {allGiven ? null : <p className="text-[13px] text-muted">{reason}</p>}
      <Switches
        title={t("flags")}
        names={flagNames.filter((name) => among.includes(name))}
        {...{ values, base, can, reason }}
      />
      <Switches title={t("features")} names={featureNames} {...{ values, base, can, reason }} />
    </div>
  );
}

type SwitchesProps = Required<Pick<Props, "values" | "base">> & {
  readonly title: string;
  readonly names: readonly AttributeName[];
  readonly can: (name: AttributeName) => boolean;
  readonly reason: string;
};

async function Switches({ title, names, values, base = values, can, reason }: SwitchesProps) {
  const t = await getTranslations("attributes");
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{title}</legend>
      <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {names.map((name) => {
          const set = Boolean(Number(values[name] ?? 0));
          // people can always take away a right that is set
          const open = can(name) || set;
          return (
            <CheckField
              key={name}
              name={name}
              label={t(name)}
              value={set ? "1" : "0"}
              was={Number(base[name] ?? 0) ? "1" : "0"}
              track
              disabled={!open}
              {...(open ? {} : { help: reason })}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
