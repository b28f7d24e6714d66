import { DateTime } from "@/components/ui/date-time";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations, type Texts } from "@/i18n/texts";
import { spellPrefix } from "@/server/credentials/keys/key-text";
import type { KeyLine } from "@/server/programs/keys/list-keys";
import { areasText } from "../../web/forms/areas-text";

type Of = {
  readonly keys: readonly KeyLine[];
  readonly i_web_user: number | null;
  readonly timeZone: string;
};

/** The keys that are taken, with what can be done with each. Those of colleagues say whose they are. */
export async function ValidKeys({
  keys,
  i_web_user,
  timeZone,
  mayRotate,
}: Of & { readonly mayRotate: boolean }) {
  const t = await getTranslations("keys");
  return (
    <Table
      label={t("title")}
      look="names"
      head={
        <>
          <Th>{t("key")}</Th>
          <Th>{t("reaches")}</Th>
          <Th>{t("valid_until")}</Th>
          <Th>{t("used")}</Th>
          <Th>
            <span className="sr-only">{t("acts")}</span>
          </Th>
        </>
      }
    >
      {keys.map((key) => (
        <tr key={key.i_key} className="align-top">
          <NameCell ofKey={key} i_web_user={i_web_user} t={t} />
          <Td place="line" className="sm:min-w-72">
            {areasText(key.areas, t).map((line) => (
              <div key={line}>{line}</div>
            ))}
            {key.networks.length > 0 ? (
              <div className="text-[0.8125rem] wrap-anywhere text-muted">
                {t("from_networks", { networks: key.networks.join(", ") })}
              </div>
            ) : null}
          </Td>
          <Td label={t("valid_until")}>
            <DateTime at={key.expires_at} timeZone={timeZone} />
            {key.state === "replaced" ? <small>{t("state_replaced")}</small> : null}
          </Td>
          <Td label={t("used")}>
            <Used ofKey={key} timeZone={timeZone} t={t} />
          </Td>
          <Td place="acts">
            <span className="flex justify-end gap-3 whitespace-nowrap">
              {mayRotate && key.i_web_user === i_web_user && isRotatable(key) ? (
                <a
                  href={`/api/keys/${key.i_key}/rotate`}
                  aria-label={t("rotate_named", { name: key.name })}
                  className="row-act"
                >
                  {t("rotate")}
                </a>
              ) : null}
              <a
                href={`/api/keys/${key.i_key}/edit`}
                aria-label={t("edit_named", { name: key.name })}
                className="row-act"
              >
                {t("edit")}
              </a>
              <a
                href={`/api/keys/${key.i_key}/end`}
                aria-label={t("end_named", { name: key.name })}
                className="row-act"
              >
                {t("end")}
              </a>
            </span>
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** The keys that were over within the last month, and why. */
export async function OverKeys({ keys, i_web_user, timeZone }: Of) {
  const t = await getTranslations("keys");
  return (
    <Table
      label={t("over")}
      look="names"
      head={
        <>
          <Th>{t("key")}</Th>
          <Th>{t("why")}</Th>
          <Th>{t("over_since")}</Th>
          <Th>{t("used")}</Th>
        </>
      }
    >
      {keys.map((key) => (
        <tr key={key.i_key} className="align-top">
          <NameCell ofKey={key} i_web_user={i_web_user} t={t} />
          <Td>{whyOver(key, t)}</Td>
          <Td label={t("over_since")}>
            <DateTime at={key.ended_at ?? key.expires_at} timeZone={timeZone} />
          </Td>
          <Td label={t("used")}>
            <Used ofKey={key} timeZone={timeZone} t={t} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

function NameCell(props: {
  readonly ofKey: KeyLine;
  readonly i_web_user: number | null;
  readonly t: Texts<"keys">;
}) {
  const { i_key, name, prefix, login, i_web_user, foreign, trial } = props.ofKey;
  return (
    <td>
      <a href={`/api/keys/${i_key}`} className="font-medium wrap-anywhere hover:underline">
        {name}
      </a>
      <div className="text-[0.8125rem] text-muted">
        <code>{spellPrefix(prefix)}</code>
        {i_web_user === props.i_web_user ? null : <span className="wrap-anywhere"> · {login}</span>}
      </div>
      {trial ? <div className="text-[0.8125rem] text-muted">{props.t("trial")}</div> : null}
      {foreign ? <div className="text-[0.8125rem] text-muted">{props.t("foreign")}</div> : null}
    </td>
  );
}

function Used({
  ofKey,
  timeZone,
  t,
}: {
  readonly ofKey: KeyLine;
  readonly timeZone: string;
  readonly t: Texts<"keys">;
}) {
  const { used_at, used_address } = ofKey;
  if (used_at === null) return <span className="text-muted">{t("never_used")}</span>;
  return (
    <>
      <DateTime at={used_at} timeZone={timeZone} />
      <div className="text-[0.8125rem] wrap-anywhere text-muted">{used_address}</div>
    </>
  );
}

/** Whether rotating a key makes sense: one for trying calls is made anew as easily. */
export function isRotatable({ state, trial }: Pick<KeyLine, "state" | "trial">): boolean {
  return state === "valid" && !trial;
}

/** Why a key is taken no longer. */
export function whyOver({ state, ended_why, replaced }: KeyLine, t: Texts<"keys">): string {
  if (state === "ended") return t(`ended_${ended_why}` as "ended_owner");
  return t(replaced ? "over_replaced" : "over_expired");
}
