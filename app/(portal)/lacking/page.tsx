import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { actNamed, mayAct } from "@/server/identity/access-levels";
import { requireSession } from "../../session";
import { LevelLacking } from "../level-lacking";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors"))("forbidden_title") };
}

/** Tells people that their access level does not allow what they asked for, if the page has nothing else for them. */
export default async function LackingPage({ searchParams }: PageProps<"/lacking">) {
  const session = await requireSession("/lacking");
  const act = actNamed((await searchParams).act) ?? "read";
  if (mayAct(session.actor.access_level, act)) redirect("/");
  return <LevelLacking session={session} current={null} />;
}
