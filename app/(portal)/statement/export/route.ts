import { getTranslations } from "@/i18n/texts";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { ledgerKinds } from "@/server/ledger/ledger";
import { getStatement, type StatementRow } from "@/server/money/get-statement";
import { stateText } from "../../../web/customers/state-mark";
import { exportResponse, notLoggedIn } from "../../../web/lists/export-response";
import { queryOf } from "../../../web/lists/query-of";
import { currentSession } from "../../../web/session/session";
import { askedIn } from "../asked";

/** Downloads the statement: the page's period and scope, all sub-customers, every kind, in the order of the tree. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const { raw, days, wrong } = await askedIn(queryOf(request), session.timeZone);
  const [t, c] = [await getTranslations("statement"), await getTranslations("common")];
  return await exportResponse<StatementRow>(session, request, {
    name: "statement",
    days,
    title: t("title"),
    columns: [
      { title: t("id"), kind: "integer", value: ({ i_customer }) => i_customer },
      { title: t("customer"), kind: "text", value: ({ name }) => name },
      { title: t("parent"), kind: "text", value: ({ parent_name }) => parent_name },
      { title: t("currency"), kind: "text", value: ({ currency }) => currency },
      { title: t("opening"), kind: "amount", value: ({ opening }) => opening },
      ...ledgerKinds.map((kind) => ({
        title: t(`of_${kind}`),
        kind: "amount" as const,
        value: ({ sums }: StatementRow) => sums[kind],
      })),
      { title: t("closing"), kind: "amount", value: ({ closing }) => closing },
      { title: t("credit_limit"), kind: "amount", value: ({ today }) => today?.credit_limit ?? null },
      { title: t("state"), kind: "text", value: ({ today }) => (today ? stateText(today, c) : null) },
    ],
    wrong,
    rows: inBatches(async (after) => {
      return await getStatement(
        session.actor,
        { ...raw, order: "tree", limit: batchSize, after },
        after ? { continues: true } : {},
      );
    }),
  });
}
