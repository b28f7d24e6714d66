import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { mayAct } from "@/server/identity/access-levels";
import { requireSession } from "../../session";
import { LevelLacking } from "../level-lacking";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors"))("forbidden_title") };
}

/** Where a level that may not read is told so: the pages about customers have nothing else for it. */
export default async function LackingPage() {
  const session = await requireSession("/lacking");
  if (mayAct(session.actor.access_level, "read")) redirect("/");
  return <LevelLacking session={session} current={null} />;
}
