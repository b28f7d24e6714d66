"use server";

import { cookies, headers } from "next/headers";
import { getTranslations } from "@/i18n/texts";
import { type Judged, judgePassword, judgePasswordByLink } from "@/server/identity/password/judge-password";
import { linkCookie } from "../session/link-cookie";
import { currentSession } from "../session/session";
import { isSecure } from "../session/visitor";
import { reasonText } from "./refusal-text";

/**
 * Says what a half-typed password still lacks, in the reader's language, or that it is good.
 * @param i_customer the customer whose user gets the password, if not one's own
 */
export async function judgePasswordAction(
  i_customer: number | null,
  password: string,
): Promise<{ lacking: string[]; fine: string | null }> {
  const judged = typeof password === "string" ? await judgeFor(i_customer, password) : null;
  if (!judged) return { lacking: [], fine: null };
  const lacking = await Promise.all(
    judged.problems.map(({ key, values = {} }) => reasonText({ code: 400, key, values })),
  );
  const t = await getTranslations("login");
  return { lacking, fine: lacking.length === 0 ? t("password_fine") : null };
}

async function judgeFor(i_customer: number | null, password: string): Promise<Judged | null> {
  const session = await currentSession();
  if (session) {
    // anybody can call an action with anything
    const whose = Number.isInteger(i_customer) && Number(i_customer) <= 2_147_483_647 ? i_customer : null;
    return await judgePassword(session.actor, session.kind === "full" ? whose : null, password);
  }
  const held = (await cookies()).get(linkCookie(isSecure(await headers())).name)?.value;
  return held ? await judgePasswordByLink(held, password) : null;
}
