import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import type { Endpoint } from "@/server/webhooks/endpoint";
import { EndpointState } from "./endpoint-state";
import { eventsText } from "./event-text";

/** The webhooks, one a row: where it leads, of what and of whom it tells, and whether it gets through. */
export async function EndpointTable({
  endpoints,
  timeZone,
}: {
  readonly endpoints: readonly Endpoint[];
  readonly timeZone: string;
}) {
  const t = await getTranslations("webhooks");
  return (
    <Table
      label={t("title")}
      look="names"
      head={
        <>
          <Th>{t("url")}</Th>
          <Th>{t("events")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("added")}</Th>
        </>
      }
    >
      {endpoints.map((endpoint) => (
        <tr key={endpoint.i_endpoint} className="align-top">
          <td>
            <a href={`/api/webhooks/${endpoint.i_endpoint}`} className="wrap-anywhere">
              {hostAndPath(endpoint.url)}
            </a>
            {endpoint.note ? (
              <div className="text-[0.8125rem] wrap-anywhere text-muted">{endpoint.note}</div>
            ) : null}
          </td>
          <Td place="line" className="min-w-52">
            {eventsText(endpoint.events, t)}
            <div className="text-[0.8125rem] text-muted">{t(`reach_${endpoint.reach}`)}</div>
          </Td>
          <Td className="sm:min-w-56">
            <EndpointState endpoint={endpoint} timeZone={timeZone} />
          </Td>
          <Td label={t("added")}>
            <DateTime at={endpoint.created_at} timeZone={timeZone} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** An address without what every one begins with, and without its query, which may be long and a secret. */
function hostAndPath(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === "/" ? "" : pathname}`;
}
