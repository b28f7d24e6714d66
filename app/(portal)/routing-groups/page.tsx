import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { CancelInPlace, FormInPlace } from "@/components/form/form-in-place";
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
  const add = may(addRoutingGroup) ? (
    <FormInPlace id="new-routing-group" key={routing_groups.length} open={t("new")} title={t("new")}>
      <ActionForm action={saveRoutingGroupAction} className="flex flex-col gap-4">
        <TextField name="name" label={t("name")} required={c("required_mark")} input={{ maxLength: 128 }} />
        <div className="flex gap-2">
          <SubmitButton>{t("add")}</SubmitButton>
          <CancelInPlace id="new-routing-group">{c("cancel")}</CancelInPlace>
        </div>
      </ActionForm>
    </FormInPlace>
  ) : null;
  return (
    <Portal session={session}>
      <div className="max-w-[720px]">
        <PageHeading
          title={t("title")}
          note={t("text")}
          actions={routing_groups.length > 0 ? add : null}
          beside
        />
        <TwinsNotice session={session} of={["routing_group"]} />
        {routing_groups.length === 0 ? (
          <EmptyState
            icon="route"
            title={t("empty")}
            text={t("empty_text")}
            action={add ?? <WhomToAsk session={session} step="routing_group" />}
          />
        ) : (
          <Table
            label={t("title")}
            look="names n2 r2"
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
              <tr key={group.i_routing_group}>
                <td>
                  <b>{group.name}</b>
                </td>
                <Td label={t("used")} className={group.used === 0 ? "zero" : ""}>
                  {group.used === 0 ? "–" : group.used}
                </Td>
                <td className="at-acts">
                  {may(editRoutingGroup) ? (
                    <FormInPlace
                      id={`routing-group-${group.i_routing_group}`}
                      key={group.name}
                      open={c("edit")}
                      name={`${c("edit")}: ${group.name}`}
                      title={t("edit")}
                      look="in-row"
                    >
                      <ActionForm
                        prefix={`edit-${group.i_routing_group}`}
                        action={saveRoutingGroupAction}
                        className="flex flex-col gap-4"
                      >
                        <input type="hidden" name="i_routing_group" value={group.i_routing_group} />
                        <TextField name="name" label={t("name")} value={group.name} />
                        <div className="flex gap-2">
                          <SubmitButton>{c("save")}</SubmitButton>
                          <CancelInPlace id={`routing-group-${group.i_routing_group}`}>
                            {c("cancel")}
                          </CancelInPlace>
                        </div>
                      </ActionForm>
                      {group.used === 0 && may(deleteRoutingGroup) ? (
                        <ActionForm
                          prefix={`delete-${group.i_routing_group}`}
                          action={deleteRoutingGroupAction}
                          className="delete-below"
                        >
                          <input type="hidden" name="i_routing_group" value={group.i_routing_group} />
                          <SubmitButton look="danger">{c("delete")}</SubmitButton>
                        </ActionForm>
                      ) : null}
                    </FormInPlace>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </Portal>
  );
}
