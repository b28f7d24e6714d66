import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { spellPrefix } from "@/server/credentials/keys/key-text";
import type { KeyLine } from "@/server/programs/keys/list-keys";
import { areasText } from "../../../web/forms/areas-text";

/** What people know a key by, before they do something with it. @param login its owner's, if that is not the reader */
export async function KeyFacts(props: {
  readonly ofKey: KeyLine;
  readonly timeZone: string;
  readonly login?: string | null;
}) {
  const { ofKey: key, timeZone, login } = props;
  const t = await getTranslations("keys");
  return (
    <DescriptionList
      rows={[
        [t("key"), <code key="key">{spellPrefix(key.prefix)}</code>],
        ...(login ? ([[t("whose"), login]] as const) : []),
        [t("reaches"), areasText(key.areas, t).join("\n")],
        ...(key.networks.length > 0 ? ([[t("networks"), key.networks.join("\n")]] as const) : []),
        ...(key.trial ? ([[t("kind"), t("trial")]] as const) : []),
        [t("valid_until"), <DateTime key="until" at={key.expires_at} timeZone={timeZone} />],
        [
          t("used"),
          key.used_at === null ? (
            t("never_used")
          ) : (
            <span key="used">
              <DateTime at={key.used_at} timeZone={timeZone} /> · {key.used_address}
            </span>
          ),
        ],
      ]}
    />
  );
}
