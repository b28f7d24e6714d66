import type { Metadata } from "next";
import { DateTime, formatDateTime } from "@/components/ui/date-time";
import { Badge, Fold } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";
import { listWebUsers, type WebUserLine } from "@/server/identity/web-users/list-web-users";
import { TwinsNotice } from "../../../../web/customers/twins-notice";
import { Step } from "../../../../web/portal/step";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { LevelTable } from "./level-table";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/web-users">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("web_users"))("title")} · ${customer.name}` };
}

export default async function WebUsersPage({ params }: PageProps<"/customers/[i_customer]/web-users">) {
  const view = await openCustomer((await params).i_customer, "summary");
  const { i_customer } = view.customer;
  const { actor, timeZone } = view.session;
  const [{ web_users }, t] = await Promise.all([
    listWebUsers(actor, { i_customer }),
    getTranslations("web_users"),
  ]);
  const hasNames = web_users.some(({ name }) => name !== "");
  return (
    <CustomerPage view={view} tab="web_users">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-muted">{t("text")}</p>
        <Step
          session={view.session}
          step="web_user"
          look={view.self ? "primary" : "plain"}
          href={`/customers/${i_customer}/web-users/new`}
          relation={view.relation}
        >
          {t("new")}
        </Step>
      </div>
      {view.self ? <TwinsNotice session={view.session} of={["login"]} /> : null}
      <Table
        label={t("title")}
        look="names"
        head={
          <>
            <Th>{t("login")}</Th>
            {hasNames ? <Th>{t("name")}</Th> : null}
            <Th>{t("level")}</Th>
            <Th>{t("last_log_in")}</Th>
            <Th>{t("state")}</Th>
          </>
        }
      >
        {web_users.map((user) => (
          <tr key={user.i_web_user}>
            <td>
              <a href={`/customers/${i_customer}/web-users/${user.i_web_user}`}>{user.login}</a>
            </td>
            {hasNames ? <Td className="min-w-32 wrap-anywhere">{user.name}</Td> : null}
            <Td>{t(`level_${user.access_level}`)}</Td>
            <Td label={t("last_log_in")}>
              {user.last_log_in_at ? (
                <DateTime at={user.last_log_in_at} timeZone={timeZone} />
              ) : (
                <span className="text-muted">{t("never")}</span>
              )}
            </Td>
            <Td>
              <Marks user={user} timeZone={timeZone} />
            </Td>
          </tr>
        ))}
      </Table>
      <div className="mt-8 max-w-4xl">
        <Fold title={t("levels")}>
          <LevelTable support={i_customer === 1} />
        </Fold>
      </div>
    </CustomerPage>
  );
}

async function Marks({ user, timeZone }: { readonly user: WebUserLine; readonly timeZone: string }) {
  const [t, c, locale] = [
    await getTranslations("web_users"),
    await getTranslations("common"),
    await getLocale(),
  ];
  const isIn = user.has_password || user.factors > 0;
  const at = user.invited_until && formatDateTime(user.invited_until, timeZone, locale);
  const open = at ? t("invited_until", { at }) : t("no_password");
  const quiet = [
    user.pending_email ? t("address_waits") : "",
    user.factors > 0 ? t("has_factor") : "",
    user.default_user ? t("default") : "",
  ].filter(Boolean);
  return (
    <span className="user-marks">
      {user.blocked ? (
        <Badge tone="danger">{c("blocked")}</Badge>
      ) : isIn ? null : (
        <Badge tone="warn">{open}</Badge>
      )}
      {quiet.length > 0 ? <span>{quiet.join(" · ")}</span> : null}
    </span>
  );
}
