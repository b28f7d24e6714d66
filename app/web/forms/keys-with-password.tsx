import { CheckField } from "@/components/form/fields";
import { getTranslations } from "@/i18n/texts";
import { type KeysThen, keysThatStay } from "@/server/credentials/keys/end-keys";
import { spellPrefix } from "@/server/credentials/keys/key-text";

/** Names the keys that a new password does not end, and offers to end them too. @param i_web_user whose password it is */
export async function KeysWithPassword({ i_web_user }: { readonly i_web_user: number | null }) {
  const keys = i_web_user === null ? [] : await keysThatStay(i_web_user);
  if (keys.length === 0) return null;
  const t = await getTranslations("keys");
  return (
    <CheckField
      name="end_keys"
      label={t("end_too", { count: keys.length })}
      help={
        <>
          {t("stay_else")}
          <ul data-part="keys">
            {keys.map(({ i_key, name, prefix }) => (
              <li key={i_key} className="wrap-anywhere">
                {name} (<code>{spellPrefix(prefix)}</code>)
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}

/** What somebody chose there. */
export function keysThen(form: FormData): KeysThen {
  return form.getAll("end_keys").includes("1") ? "end" : "stay";
}
