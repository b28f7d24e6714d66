import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading, Section } from "@/components/ui/page";
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
      <div className="flex max-w-xl flex-col gap-6">
        {lifted.length > 0 ? (
          <Section title={t("lifts")}>
            <Blocks blocks={lifted} timeZone={timeZone} />
          </Section>
        ) : (
          <p>{t(staying.length > 0 ? "none_yours" : "not_blocked")}</p>
        )}
        {staying.length > 0 ? (
          <Section title={t("stay")} note={t("stay_text")}>
            <Blocks blocks={staying} timeZone={timeZone} />
          </Section>
        ) : null}
        {above ? <StoppedBy block={above} /> : null}
        <ActionForm action={unblockAction} className="flex flex-col gap-4">
          <input type="hidden" name="i_customer" value={i_customer} />
          <div className="flex flex-wrap gap-2">
            {lifted.length > 0 ? (
              <SubmitButton>{t("unblock")}</SubmitButton>
            ) : (
              <ButtonLink href={`/customers/${i_customer}/block`}>{t("block")}</ButtonLink>
            )}
            {lifted.some(({ mine }) => mine) ? (
              <ButtonLink href={`/customers/${i_customer}/block`}>{t("change_link")}</ButtonLink>
            ) : null}
            <ButtonLink look="quiet" href={`/customers/${i_customer}`}>
              {c("cancel")}
            </ButtonLink>
          </div>
        </ActionForm>
      </div>
    </Portal>
  );
}

type BlocksProps = { readonly blocks: readonly StandingBlock[]; readonly timeZone: string };

async function Blocks({ blocks, timeZone }: BlocksProps) {
  const said = await Promise.all(blocks.map(async (block) => await blockedByText({ block, timeZone })));
  return (
    <ul className="divide-y divide-line border-y border-line">
      {blocks.map((block, at) => (
        <li key={block.i_block} className="flex flex-col gap-1 py-3">
          <p className="font-medium">{said[at]}</p>
          <BlockWords block={block} />
        </li>
      ))}
    </ul>
  );
}
