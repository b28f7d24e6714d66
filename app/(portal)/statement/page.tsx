import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import { getStatement } from "@/server/money/get-statement";
import { exportFormats } from "../../web/lists/export-formats";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";
import { shownStatement, statementWords } from "./shown-statement";
import { StatementView } from "./statement-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statement"))("title") };
}

export default async function StatementPage({ searchParams }: PageProps<"/statement">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/statement", query, {}), getStatement);
  return (
    <Portal session={session}>
      <StatementView
        first={await shownStatement(session, query)}
        words={await statementWords()}
        exports={await exportFormats(session.i_export_type)}
      />
    </Portal>
  );
}
