import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { formatDateTime } from "@/attributes/format-time";
import { BrandRegion } from "@/components/brand/brand-region";
import { FrameMark } from "@/components/shell/frame-mark";
import { Toast } from "@/components/shell/toast";
import { Notice } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { choosingPassword } from "@/server/identity/password/choose-password";
import { asker } from "../session/may";
import { frameOf } from "./frame";
import { endedJobs, runningJob } from "./my-jobs";

type Props = {
  readonly session: LiveSession;
  /** the page is a list or the like, which a brand's own rules may style; others take only its tokens */
  readonly branded?: boolean;
  readonly children: ReactNode;
};

/** The content of a page after log-in: notices for the person, out of any brand's reach, and the page itself. */
export async function Portal({ session, branded = false, children }: Props) {
  const [{ mark }, may] = [await frameOf(session), await asker(session)];
  // only tell people who can choose another password here
  const setBy = may(choosingPassword) ? (session.actor.credentialSetBy ?? null) : null;
  const jar = await cookies();
  const [notice, stays] = [jar.get("notice")?.value, jar.get("notice_stays")?.value];
  return (
    <>
      <FrameMark
        mark={mark}
        printed={await printedBy(session)}
        job={await runningJob(session)}
        ends={await endedJobs(session)}
      />
      {setBy === null ? null : <ForeignPassword session={session} setBy={setBy} />}
      {session.support && !session.support.changes ? (
        <NothingSaved isRefused={session.support.changesRefused !== null} />
      ) : null}
      {notice ? <Toast cookie="notice">{notice}</Toast> : null}
      {stays ? (
        <Toast cookie="notice_stays" close={(await getTranslations("shell"))("close")}>
          {stays}
        </Toast>
      ) : null}
      {branded ? (
        // a little wider than its content, because focus rings and rows extend beyond their text
        <BrandRegion className="-mx-4 -my-2 px-4 py-2">
          <div data-part="content">{children}</div>
        </BrandRegion>
      ) : (
        children
      )}
    </>
  );
}

/** Who prints the page, in a support session the staff member, and when it was made. */
async function printedBy({ person, customer, timeZone }: LiveSession): Promise<string> {
  const [t, locale] = [await getTranslations("shell"), await getLocale()];
  return t("printed", {
    time: formatDateTime(new Date(), timeZone, locale),
    who: person.login ?? customer.name,
  });
}

async function ForeignPassword({
  session,
  setBy,
}: {
  readonly session: LiveSession;
  readonly setBy: number;
}) {
  const [t, l] = [await getTranslations("common"), await getTranslations("own_settings")];
  return (
    <div className="mb-4">
      <Notice tone="warn">
        {l("foreign", { who: setBy === session.actor.i_customer ? l("colleague") : t("your_provider") })}{" "}
        <a href="/preferences/password" className="underline underline-offset-2">
          {l("choose_own")}
        </a>
      </Notice>
    </div>
  );
}

/** Warns staff in a read-only support session before they fill in a form that we would refuse. Shows only on pages with a form. */
async function NothingSaved({ isRefused }: { readonly isRefused: boolean }) {
  const t = await getTranslations("support");
  return (
    <div className="nothing-saved" data-stay>
      <Notice>
        {isRefused ? (
          <>
            {t("nothing_saved")}{" "}
            <a href="/support/session" className="underline underline-offset-2">
              {t("why_no_changes")}
            </a>
          </>
        ) : (
          t("nothing_saved_yet")
        )}
      </Notice>
    </div>
  );
}
