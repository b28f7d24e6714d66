import { getTranslations } from "next-intl/server";
import { type AttributeName, namesWhere } from "@/attributes/customer";
import { CheckField } from "@/components/form/fields";
import { MatrixAll } from "./matrix-all";
import { RightBox } from "./right-box";

export const areaRows = [
  ["accounts", "accounts_mgmt"],
  ["customers", "customers_mgmt"],
  ["tariffs", "tariffs_mgmt"],
  ["vouchers", "vouchers_mgmt"],
] as const;

export const actionBits = [
  ["add", 1],
  ["edit", 2],
  ["delete", 4],
] as const;

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
  const t = await getTranslations("rights");
  const reason = own ? t("cannot_give") : t("cannot_give_parent");
  const can = (name: AttributeName) => (givable[name === "api_access" ? "api_mgmt" : name] ?? 0) > 0;
  const allGiven = areaRows.every(([, name]) => givable[name] === 7);
  return (
    <div data-part="permissions" data-matrix className="flex flex-col gap-6">
      <table className="w-full max-w-[632px] table-fixed max-sm:text-[0.75rem]">
        <caption className="sr-only">{t("matrix")}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted max-sm:align-top">
            <th scope="col" className="h-9">
              {t("area")}
            </th>
            {actionBits.map(([action]) => (
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
            {actionBits.map(([action, bit]) => (
              <td key={action} className="text-center">
                <MatrixAll name={t("all_action", { action: t(action) })} selector={`[data-bit="${bit}"]`} />
              </td>
            ))}
            <td />
          </tr>
          {areaRows.map(([area, name]) => (
            <tr key={area}>
              <th scope="row" className="h-9 text-left font-normal">
                {t(area)}
              </th>
              {actionBits.map(([action, bit]) => (
                <td key={action} className="text-center">
                  <RightBox
                    name={name}
                    bit={bit}
                    label={`${t(area)}: ${t(action)}`}
                    value={Number(values[name] ?? 0)}
                    reason={(givable[name] ?? 0) & bit ? null : reason}
                  />
                </td>
              ))}
              <td className="text-center">
                <MatrixAll name={t("all_of", { area: t(area) })} selector={`[name^="${name}."]`} />
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
