import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { blockCustomer } from "@/server/customers/block-customer";
import { explainBlocks } from "@/server/customers/explain-blocks";
import { blockReasons } from "@/server/record/block-reasons";
import { blockedByText } from "../../../../web/customers/standing-block";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { blockAction } from "../../block-actions";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/block">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("block_customer"))("title", { name: customer.name }) };
}

export default async function BlockPage({ params }: PageProps<"/customers/[i_customer]/block">) {
  const { session, customer, path, self } = await openCustomer((await params).i_customer);
  if (self) notFound();
  await demandMay(session, blockCustomer);
  const { actor, timeZone } = session;
  const { i_customer, name } = customer;
  const { below, blocks } = await explainBlocks(actor, { i_customer, count: 1 });
  const own = blocks.filter((block) => block.own);
  const mine = own.find((block) => block.mine);
  const standing = await Promise.all(
    own.map(async (block) => ({ block, said: await blockedByText({ block, timeZone }) })),
  );
  const [t, c] = [await getTranslations("block_customer"), await getTranslations("common")];
  const words = { maxLength: 1024 };
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title", { name })}
        crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
      />
      <ActionForm action={blockAction} className="form">
        <input type="hidden" name="i_customer" value={i_customer} />
        <FormGroup title={t("effect")} about={t("stays")}>
          <p>
            <strong>{t("hit", { count: below ?? 0 })}</strong> {t("stops")}
          </p>
          {standing.map(({ block, said }) => (
            <Notice key={block.i_block} tone="warn">
              <p>{said}</p>
              <p>{t(block.mine ? "again" : "beside")}</p>
            </Notice>
          ))}
        </FormGroup>
        <FormGroup title={t("why")} about={t("why_text")}>
          <RadioField
            name="reason"
            label={t("reason")}
            required={c("required_mark")}
            options={blockReasons.map((id) => ({ id, label: t(`reason_${id}`) }))}
            value={mine?.reason ?? ""}
          />
          <TextField
            name="text"
            label={t("text")}
            help={t("text_help")}
            value={mine?.text ?? ""}
            input={words}
          />
          <TextField
            name="note"
            label={t("note")}
            help={t("note_help")}
            value={mine?.note ?? ""}
            input={words}
          />
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t(mine ? "change" : "confirm")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${i_customer}`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
