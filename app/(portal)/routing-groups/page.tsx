import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import {
  addRoutingGroup,
  deleteRoutingGroup,
  editRoutingGroup,
  listRoutingGroups,
} from "@/server/routing-groups/routing-groups";
import { TwinsNotice } from "../../web/customers/twins-notice";
import { Portal } from "../../web/portal/portal";
import { WhomToAsk } from "../../web/portal/step";
import { asker, demandRight, requireFor } from "../../web/session/may";
import { deleteRoutingGroupAction, saveRoutingGroupAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("routing_groups"))("title") };
}

export default async function RoutingGroupsPage() {
  const session = await requireFor("/routing-groups", listRoutingGroups);
  // whose level cannot write them reads them
  await demandRight(session, addRoutingGroup);
  const [{ routing_groups }, may] = await Promise.all([listRoutingGroups(session.actor, {}), asker(session)]);
  const [t, c] = [await getTranslations("routing_groups"), await getTranslations("common")];
  const used = await getTranslations("tariffs");
  return (
    <Portal session={session}>
      <PageHeading title={t("title")} note={t("text")} />
      <TwinsNotice session={session} of={["routing_group"]} />
      {routing_groups.length === 0 ? (
        <EmptyState
          title={t("empty")}
          text={t("empty_text")}
          action={<WhomToAsk session={session} step="routing_group" />}
        />
      ) : (
        <Table
          label={t("title")}
          head={
            <>
              <Th>{t("name")}</Th>
              <Th>{t("used")}</Th>
              <Th>
                <span className="sr-only">{c("edit")}</span>
              </Th>
            </>
          }
        >
          {routing_groups.map((group) => (
            <tr key={group.i_routing_group} className="align-top">
              <Td className="wrap-anywhere">{group.name}</Td>
              <Td label={t("used")}>{used("used_by", { count: group.used })}</Td>
              <Td place="acts" className="whitespace-normal sm:w-80">
                {may(editRoutingGroup) ? (
                  <details>
                    <summary
                      aria-label={`${c("edit")}: ${group.name}`}
                      className="text-accent-text hover:underline"
                    >
                      {c("edit")}
                    </summary>
                    <ActionForm
                      prefix={`edit-${group.i_routing_group}`}
                      action={saveRoutingGroupAction}
                      className="mt-2 flex flex-col gap-3"
                    >
                      <input type="hidden" name="i_routing_group" value={group.i_routing_group} />
                      <TextField name="name" label={t("name")} value={group.name} />
                      <SubmitButton>{c("save")}</SubmitButton>
                    </ActionForm>
                    {group.used === 0 && may(deleteRoutingGroup) ? (
                      <ActionForm
                        prefix={`delete-${group.i_routing_group}`}
                        action={deleteRoutingGroupAction}
                        className="mt-3"
                      >
                        <input type="hidden" name="i_routing_group" value={group.i_routing_group} />
                        <SubmitButton look="danger">{c("delete")}</SubmitButton>
                      </ActionForm>
                    ) : null}
                  </details>
                ) : null}
              </Td>
            </tr>
          ))}
        </Table>
      )}
      {may(addRoutingGroup) ? (
        <section className="mt-8 max-w-md">
          <h2 className="mb-3">{t("add")}</h2>
          <ActionForm action={saveRoutingGroupAction} className="flex flex-col gap-4">
            <TextField
              name="name"
              label={t("name")}
              required={c("required_mark")}
              input={{ maxLength: 128 }}
            />
            <div>
              <SubmitButton>{t("add")}</SubmitButton>
            </div>
          </ActionForm>
        </section>
      ) : null}
    </Portal>
  );
}
