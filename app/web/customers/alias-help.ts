import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import { getAliasStanding } from "@/server/branding/get-alias-standing";

/** The help beside a customer's host name: how many passkeys end if somebody changes it. */
export async function aliasHelp(actor: Actor, i_customer: number): Promise<string> {
  const [{ passkeys }, t] = [await getAliasStanding(actor, { i_customer }), await getTranslations()];
  const help = t("attribute_help.dns_alias");
  return passkeys === 0 ? help : `${help} ${t("alias.passkeys_text", { count: passkeys })}`;
}
