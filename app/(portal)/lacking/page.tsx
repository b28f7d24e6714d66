import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { actNamed, mayAct } from "@/server/identity/access-levels";
import { requireSession } from "../../session";
import { LevelLacking } from "../level-lacking";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors"))("forbidden_title") };
}

/** Where a level is told that it may not do what a page is for, where that page has nothing else for it. */
export default async function LackingPage({ searchParams }: PageProps<"/lacking">) {
  const session = await requireSession("/lacking");
  const act = actNamed((await searchParams).act) ?? "read";
  if (mayAct(session.actor.access_level, act)) redirect("/");
  return <LevelLacking session={session} current={null} />;
}
