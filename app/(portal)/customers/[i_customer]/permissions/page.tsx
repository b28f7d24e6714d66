import type { Metadata } from "next";
import { actionNames, areas, maskOf, maskWhere } from "@/attributes/rights";
import { Icon } from "@/components/ui/icon";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { explainRights, type RightExplained } from "@/server/customers/explain-rights";
import { featureNames, flagNames } from "../../../../web/customers/permission-matrix";
import { AttributeList } from "../attribute-list";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/permissions">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("customer"))("permissions")} · ${customer.name}` };
}

export default async function PermissionsPage({ params }: PageProps<"/customers/[i_customer]/permissions">) {
  const view = await openCustomer((await params).i_customer);
  const { rights, limits } = await explainRights(view.session.actor, {
    i_customer: view.customer.i_customer,
  });
  const [t, r, a] = [
    await getTranslations("customer"),
    await getTranslations("rights"),
    await getTranslations("attributes"),
  ];
  return (
    <CustomerPage view={view} tab="permissions">
      <div className="flex max-w-3xl flex-col gap-6" data-part="permissions">
        <Table
          stacks={false}
          label={r("matrix")}
          head={
            <>
              <Th className="sm:w-[264px]">{r("area")}</Th>
              {actionNames.map((action) => (
                <Th key={action}>{r(action)}</Th>
              ))}
            </>
          }
        >
          {areas.map((area) => (
            <tr key={area}>
              <Td>{a(maskOf[area])}</Td>
              {actionNames.map((action) => (
                <Td key={action}>
                  <State right={rights[maskOf[area]]} bit={maskWhere((one) => one === action)} />
                </Td>
              ))}
            </tr>
          ))}
        </Table>
        <Table
          stacks={false}
          label={r("flags")}
          head={
            <>
              <Th className="w-1/2 sm:w-[264px]">{r("flags")}</Th>
              <Th>{t("state")}</Th>
            </>
          }
        >
          {[...flagNames, ...featureNames].map((name) => (
            <tr key={name}>
              <Td>{a(name)}</Td>
              <Td>
                <State right={rights[name]} bit={1} />
              </Td>
            </tr>
          ))}
        </Table>
        <AttributeList
          customer={view.customer}
          groups={["permissions"]}
          title={t("permissions_bounds")}
          limits={limits}
          without={[...flagNames, ...areas.map((area) => maskOf[area])]}
        />
      </div>
    </CustomerPage>
  );
}

/** Says whether a right is in force, given but not in force (and who lacks it), or not given. */
async function State({ right, bit }: { readonly right: RightExplained | undefined; readonly bit: number }) {
  const t = await getTranslations("customer");
  if (!right || !(right.own & bit))
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Icon name="minus" size={14} />
        {t("right_not_given")}
      </span>
    );
  if (right.inForce & bit)
    return (
      <span className="inline-flex items-center gap-1.5 text-good">
        <Icon name="check" size={14} />
        {t("in_force_by")}
      </span>
    );
  const where = right.lacking[bit];
  return (
    <span className="inline-flex items-start gap-1.5 text-warn">
      <Icon name="triangle-alert" size={14} className="mt-0.5 shrink-0" />
      <span>
        {t("not_in_force")}: {where ? t("lacking_at", { name: where.name }) : t("lacking_provider")}
      </span>
    </span>
  );
}
