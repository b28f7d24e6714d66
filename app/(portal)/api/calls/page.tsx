import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { Segments } from "@/components/ui/segments";
import { getTranslations } from "@/i18n/texts";
import { settings } from "@/server/ground/settings";
import { listKeys } from "@/server/programs/keys/list-keys";
import { type CallDoor, callDoors } from "@/server/programs/last-calls";
import { listApiCalls } from "@/server/programs/list-api-calls";
import { asker, requireFor } from "../../../web/session/may";
import { ApiPage } from "../api-page";
import { LastCalls } from "../last-calls";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("last_calls") };
}

/** The last calls of all programs, or of those that came through one door. */
export default async function CallsPage({ searchParams }: PageProps<"/api/calls">) {
  const session = await requireFor("/api/calls", listApiCalls);
  const given = (await searchParams).door;
  const door = callDoors.find((one) => one === given);
  const [may, t, h] = [await asker(session), await getTranslations("api"), await getTranslations("history")];
  const [{ calls }, { keys }] = await Promise.all([
    listApiCalls(session.actor, { door }),
    may(listKeys)
      ? listKeys(session.actor, { all: may(listKeys, "own", { all: true }) })
      : Promise.resolve({ keys: [] }),
  ]);
  const doors = callDoors.filter((one) => one !== "bridge" || settings().flysipBridge);
  const labelOf = (one: CallDoor | undefined) => {
    if (one === undefined) return t("any_door");
    return one === "bridge" ? t("bridge_door") : h(`door_${one}`);
  };
  const at = (one: string | undefined) => (one === undefined ? "/api/calls" : `/api/calls?door=${one}`);
  return (
    <ApiPage session={session} part="calls">
      <Section
        title={t("last_calls")}
        note={t("last_calls_text")}
        actions={<ButtonLink href={at(door)}>{t("refresh")}</ButtonLink>}
      >
        <div className="mb-3 flex">
          <Segments
            label={t("door")}
            links={[undefined, ...doors].map((one) => ({
              href: at(one),
              label: labelOf(one),
              current: one === door,
            }))}
          />
        </div>
        <LastCalls calls={calls} timeZone={session.timeZone} keys={keys.map(({ i_key }) => i_key)} />
      </Section>
    </ApiPage>
  );
}
