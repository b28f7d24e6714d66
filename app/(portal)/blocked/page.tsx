import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import { listBlocks } from "@/server/customers/list-blocks";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";
import { BlocksView } from "./blocks-view";
import { blocksWords, shownBlocks } from "./shown-blocks";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("blocked_list"))("title") };
}

export default async function BlockedPage({ searchParams }: PageProps<"/blocked">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/blocked", query, {}), listBlocks);
  return (
    <Portal session={session} branded>
      <BlocksView first={await shownBlocks(session, query)} words={await blocksWords()} />
    </Portal>
  );
}
