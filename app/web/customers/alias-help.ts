import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import { getAliasStanding } from "@/server/branding/get-alias-standing";

/**
 * The help beside a customer's host name: how many passkeys end if somebody changes it.
 * @param alias the present one; '': none, which ends nothing
 */
export async function aliasHelp(actor: Actor, i_customer: number, alias: string): Promise<string> {
  const t = await getTranslations();
  const help = t("attribute_help.dns_alias");
  if (alias === "") return help;
  const { passkeys } = await getAliasStanding(actor, { i_customer });
  return passkeys === 0 ? help : `${help} ${t("alias.passkeys_text", { count: passkeys })}`;
}
