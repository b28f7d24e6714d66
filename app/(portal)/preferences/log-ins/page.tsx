import type { Metadata } from "next";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FormGroup } from "@/components/form/form-group";
import { DateTime } from "@/components/ui/date-time";
import { Badge } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { browserName } from "@/server/credentials/browser-name";
import type { LiveSession } from "@/server/credentials/sessions";
import { type LogIn, listLogIns } from "@/server/identity/log-in/log-ins";
import { requireFor } from "../../../web/session/may";
import { PreferencesPage } from "../preferences-page";
import { endLogInAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("log_ins"))("title") };
}

export default async function LogInsPage() {
  const session = await requireFor("/preferences/log-ins", listLogIns);
  const [{ log_ins }, t] = await Promise.all([listLogIns(session.actor, {}), getTranslations("log_ins")]);
  return (
    <PreferencesPage session={session} part="log_ins">
      <FormGroup title={t("title")} about={t("text")}>
        <ul className="divide-y divide-line" data-part="log-ins">
          {log_ins.map((logIn) => (
            <Line key={logIn.i_session} logIn={logIn} session={session} />
          ))}
        </ul>
        {log_ins.length > 1 ? (
          <ActionForm action={endLogInAction} prefix="others">
            <SubmitButton look="plain">{t("end_others")}</SubmitButton>
          </ActionForm>
        ) : (
          <p className="text-muted">{t("alone")}</p>
        )}
      </FormGroup>
    </PreferencesPage>
  );
}

async function Line({ logIn, session }: { readonly logIn: LogIn; readonly session: LiveSession }) {
  const t = await getTranslations("log_ins");
  const { browser, system } = browserName(logIn.user_agent);
  const name = browser && system ? t("on", { browser, system }) : (browser ?? system ?? t("unknown_browser"));
  return (
    <li className="flex items-center max-sm:flex-wrap justify-between gap-x-6 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {logIn.here ? <Badge tone="good">{t("here")}</Badge> : null}
        </div>
        <div className="text-[0.8125rem] wrap-anywhere text-muted">
          {[logIn.address, logIn.host].filter(Boolean).join(" · ")}
        </div>
        <div className="text-[0.8125rem] text-muted">
          {t("since")} <DateTime at={logIn.created_at} timeZone={session.timeZone} /> (
          {t(`by_${logIn.opened_by}` as "by_password")}), {t("seen").toLowerCase()}{" "}
          <DateTime at={logIn.seen_at} timeZone={session.timeZone} />
        </div>
      </div>
      {logIn.here ? null : (
        <ActionForm action={endLogInAction} prefix={`end-${logIn.i_session}`}>
          <input type="hidden" name="i_session" value={logIn.i_session} />
          <SubmitButton look="plain">{t("end")}</SubmitButton>
        </ActionForm>
      )}
    </li>
  );
}
