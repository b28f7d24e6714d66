import { DescriptionList } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { MadeByLine } from "@/server/credentials/keys/made-by-line";
import type { LiveSession } from "@/server/credentials/sessions";
import { getWebUser } from "@/server/identity/web-users/list-web-users";
import { getEndpoint } from "@/server/webhooks/list-endpoints";
import { asker } from "../../../web/session/may";

/** What was made with a key and outlasts it, as far as the reader may list it, each with the page where it is deleted, if the reader may open that. */
export async function MadeWithKey({
  made: { endpoints, endpoints_count, web_users, web_users_count },
  session,
}: {
  readonly made: MadeByLine;
  readonly session: LiveSession;
}) {
  const [t, may] = [await getTranslations("keys"), await asker(session)];
  const opensWebhooks = may(getEndpoint, "own");
  const own = session.actor.i_customer;
  const webhooks = endpoints.map(({ i_endpoint, host }) => ({
    key: i_endpoint,
    label: host,
    href: opensWebhooks ? `/api/webhooks/${i_endpoint}` : null,
    beside: "",
  }));
  const users = web_users.map(({ i_web_user, login, i_customer, name }) => ({
    key: i_web_user,
    label: login,
    href: may(getWebUser, i_customer === own ? "own" : "below")
      ? `/customers/${i_customer}/web-users/${i_web_user}`
      : null,
    // the first web user of a customer has its name, mostly
    beside: i_customer === own || name === login ? "" : name,
  }));
  const rows = [
    [t("left_webhooks"), webhooks, endpoints_count],
    [t("left_web_users"), users, web_users_count],
  ] as const;
  return (
    <DescriptionList
      rows={rows
        .filter(([, , count]) => count > 0)
        .map(([label, things, count]) => [
          label,
          <ul key={label}>
            {things.map(({ key, label: called, href, beside }) => (
              <li key={key}>
                {href === null ? (
                  called
                ) : (
                  <a href={href} className="underline underline-offset-2">
                    {called}
                  </a>
                )}
                {beside ? <span className="text-muted"> · {beside}</span> : null}
              </li>
            ))}
            {count > things.length ? (
              <li className="text-muted">
                {t(things.length > 0 ? "left_more" : "left_hidden", { count: count - things.length })}
              </li>
            ) : null}
          </ul>,
        ])}
    />
  );
}
