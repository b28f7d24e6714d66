import type { Metadata } from "next";
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
import { AddInPlace, EditInPlace } from "../../web/forms/in-place";
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
  const words = { new: t("new"), add: t("add"), name: t("name"), edit: t("edit") };
  const add = may(addRoutingGroup) ? (
    <AddInPlace
      id="new-routing-group"
      count={routing_groups.length}
      words={words}
      action={saveRoutingGroupAction}
    />
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
                    <EditInPlace
                      of="routing-group"
                      key={group.name}
                      which={["i_routing_group", group.i_routing_group]}
                      name={group.name}
                      words={words}
                      save={saveRoutingGroupAction}
                      remove={
                        group.used === 0 && may(deleteRoutingGroup) ? deleteRoutingGroupAction : undefined
                      }
                    />
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
