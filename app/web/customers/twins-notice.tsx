import { Notice } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { listTwins, type Twin } from "@/server/customers/list-twins";

/** Lists what should get another name, since newer rules see no difference to an older one; nothing if there is none. */
export async function TwinsNotice({
  session,
  of,
}: {
  readonly session: LiveSession;
  readonly of: readonly Twin["kind"][];
}) {
  const { twins } = await listTwins(session.actor, {});
  const shown = twins.filter(({ kind }) => of.includes(kind));
  if (shown.length === 0) return null;
  const t = await getTranslations("twins");
  return (
    <div className="mb-4">
      <Notice>
        <p>{t("text")}</p>
        <ul className="mt-1 list-disc pl-5">
          {shown.map((twin) => {
            const href = addressOfTwin(twin);
            const words = t(twin.kind, { name: twin.name });
            return (
              <li key={`${twin.kind} ${twin.id} ${twin.i_web_user}`} className="wrap-anywhere">
                {href === null ? (
                  words
                ) : (
                  <a href={href} className="underline underline-offset-2">
                    {words}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      </Notice>
    </div>
  );
}

/** Where the reader gives it another name; null: on this very page. */
function addressOfTwin({ kind, id, i_web_user }: Twin): string | null {
  if (i_web_user !== null) return `/customers/${id}/web-users/${i_web_user}`;
  if (kind === "customer" || kind === "login") return `/customers/${id}/edit`;
  return kind === "profile" ? `/profiles/${id}` : null;
}
