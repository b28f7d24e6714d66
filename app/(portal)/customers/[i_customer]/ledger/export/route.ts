import { getTranslations } from "@/i18n/texts";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { type LedgerEntry, listLedger } from "@/server/money/list-ledger";
import { exportResponse, notLoggedIn } from "../../../../../web/lists/export-response";
import { queryOf } from "../../../../../web/lists/query-of";
import { currentSession } from "../../../../../web/session/session";
import { ledgerFilters } from "../ledger-filters";

/** Sends a ledger as a file: all pages that match the filters of the page. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/customers/[i_customer]/ledger/export">,
): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const { i_customer } = await params;
  const { actor, timeZone } = session;
  // the call below refuses a ledger that the reader may not see
  const currency = await listLedger(actor, { i_customer, limit: 0 }).then(
    ({ customer }) => customer.currency,
    () => undefined,
  );
  const { raw, wrong } = await ledgerFilters(queryOf(request), { actor, timeZone, currency });
  const [t, c, k] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
  ];
  return await exportResponse<LedgerEntry>(session, request, {
    name: `ledger-${i_customer.replace(/\D/g, "").slice(0, 10)}`,
    title: t("title"),
    columns: [
      { title: t("when"), kind: "moment", value: ({ at }) => at },
      { title: t("kind"), kind: "text", value: ({ kind }) => k(kind) },
      { title: t("amount"), kind: "amount", value: ({ amount }) => amount },
      { title: t("before"), kind: "amount", value: ({ balance_before }) => balance_before },
      { title: t("after"), kind: "amount", value: ({ balance_after }) => balance_after },
      { title: t("currency"), kind: "text", value: ({ currency }) => currency },
      { title: t("paid_on"), kind: "day", value: ({ payment_date }) => payment_date },
      { title: t("who"), kind: "text", value: ({ by }) => by ?? c("your_provider") },
      { title: t("note"), kind: "text", value: ({ note }) => note },
      { title: t("entry"), kind: "text", value: ({ i_entry }) => i_entry },
    ],
    wrong,
    rows: inBatches(async (after) => {
      const { entries, next } = await listLedger(
        session.actor,
        { ...raw, i_customer, after, limit: batchSize },
        after ? { continues: true } : {},
      );
      return { rows: entries, next };
    }),
  });
}
