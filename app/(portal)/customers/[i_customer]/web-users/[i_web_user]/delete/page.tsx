import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getWebUser } from "@/server/identity/web-users/list-web-users";
import { deleteWebUser } from "@/server/identity/web-users/write-web-users";
import { idIn } from "../../../../../../web/forms/id-in";
import { Portal } from "../../../../../../web/portal/portal";
import { demandMay } from "../../../../../../web/session/may";
import { requireFresh } from "../../../../../../web/session/session";
import { openCustomer } from "../../../open-customer";
import { deleteWebUserAction } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("web_users"))("delete") };
}

export default async function DeleteWebUserPage({
  params,
}: PageProps<"/customers/[i_customer]/web-users/[i_web_user]/delete">) {
  const { i_customer, i_web_user } = await params;
  const view = await openCustomer(i_customer);
  const { session, customer, path, relation } = view;
  await demandMay(session, deleteWebUser, relation);
  const { web_user: user } = await getWebUser(session.actor, { i_web_user: idIn(i_web_user) });
  const isOwn = user.i_web_user === session.actor.i_web_user;
  if (user.i_customer !== customer.i_customer || user.default_user || isOwn) notFound();
  const page = `/customers/${customer.i_customer}/web-users/${user.i_web_user}`;
  await requireFresh(session, `${page}/delete`);
  const [t, c, d] = [
    await getTranslations("web_users"),
    await getTranslations("common"),
    await getTranslations("delete_customer"),
  ];
  return (
    <Portal session={session}>
      <PageHeading
        title={t("delete_title", { login: user.login })}
        crumbs={path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` }))}
      />
      <ActionForm action={deleteWebUserAction} className="form">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <input type="hidden" name="i_web_user" value={user.i_web_user} />
        <FormGroup title={d("effect")} about={d("for_good")}>
          <p>{t("delete_text")}</p>
        </FormGroup>
        <ActionBar>
          <SubmitButton look="danger">{t("delete")}</SubmitButton>
          <ButtonLink look="quiet" href={page}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
