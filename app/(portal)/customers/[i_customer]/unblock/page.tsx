import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { explainBlocks, type StandingBlock } from "@/server/customers/explain-blocks";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { BlockWords, blockedByText } from "../../../../web/customers/standing-block";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { unblockAction } from "../../block-actions";
import { openCustomer } from "../open-customer";
import { StoppedBy } from "../stopped-by";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/unblock">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("block_customer"))("unblock_title", { name: customer.name }) };
}

export default async function UnblockPage({ params }: PageProps<"/customers/[i_customer]/unblock">) {
  const { session, customer, path, self } = await openCustomer((await params).i_customer);
  if (self) notFound();
  await demandMay(session, unblockCustomer);
  const { actor, timeZone } = session;
  const { i_customer, name } = customer;
  const { blocks } = await explainBlocks(actor, { i_customer });
  const lifted = blocks.filter(({ own, liftable }) => own && liftable);
  const staying = blocks.filter(({ own, liftable }) => own && !liftable);
  const above = blocks.find(({ own }) => !own);
  const [t, c] = [await getTranslations("block_customer"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("unblock_title", { name })}
        crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
      />
      <ActionForm action={unblockAction} className="form">
        <input type="hidden" name="i_customer" value={i_customer} />
        <FormGroup title={t("lifts")}>
          {lifted.length > 0 ? (
            <Blocks blocks={lifted} timeZone={timeZone} />
          ) : (
            <p>{t(staying.length > 0 ? "none_yours" : "not_blocked")}</p>
          )}
          {lifted.some(({ mine }) => mine) ? (
            <p>
              <a href={`/customers/${i_customer}/block`} className="text-accent-text hover:underline">
                {t("change_link")}
              </a>
            </p>
          ) : null}
        </FormGroup>
        {staying.length > 0 || above ? (
          <FormGroup title={t("stay")} about={staying.length > 0 ? t("stay_text") : null}>
            <Blocks blocks={staying} timeZone={timeZone} />
            {above ? <StoppedBy block={above} /> : null}
          </FormGroup>
        ) : null}
        <ActionBar>
          {lifted.length > 0 ? (
            <SubmitButton>{t("unblock")}</SubmitButton>
          ) : (
            <ButtonLink href={`/customers/${i_customer}/block`}>{t("block")}</ButtonLink>
          )}
          <ButtonLink look="quiet" href={`/customers/${i_customer}`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}

type BlocksProps = { readonly blocks: readonly StandingBlock[]; readonly timeZone: string };

async function Blocks({ blocks, timeZone }: BlocksProps) {
  const said = await Promise.all(blocks.map(async (block) => await blockedByText({ block, timeZone })));
  return (
    <ul className="divide-y divide-line empty:hidden">
      {blocks.map((block, at) => (
        <li key={block.i_block} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
          <p className="font-medium">{said[at]}</p>
          <BlockWords block={block} />
        </li>
      ))}
    </ul>
  );
}
