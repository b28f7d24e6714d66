import type { ReactNode } from "react";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { DateTime, formatDateTime } from "@/components/ui/date-time";
import { Badge, DescriptionList } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { resetFactors } from "@/server/identity/factors/reset-factors";
import { sendInvitation } from "@/server/identity/links/invite";
import { isResendable } from "@/server/identity/links/is-resendable";
import { resendMail } from "@/server/identity/links/resend-mail";
import type { WebUserView } from "@/server/identity/web-users/list-web-users";
import {
  blockWebUser,
  endLogInsOf,
  unblockWebUser,
  unlockWebUser,
} from "@/server/identity/web-users/stop-web-users";
import type { Relation } from "@/server/operation/needs";
import type { MailKind } from "@/server/outbox/mail-kinds";
import type { Ask } from "../../../../../web/session/may";
import { webUserStateAction } from "../actions";

/** The state of a web user's log-in, with the buttons that change it. */
export async function StandingOfUser(props: {
  readonly user: WebUserView;
  readonly timeZone: string;
  readonly may: Ask;
  /** whose the web user is */
  readonly relation: Relation;
  readonly isOwn: boolean;
}) {
  const { user, timeZone, may, relation, isOwn } = props;
  const [t, c, f] = [
    await getTranslations("web_users"),
    await getTranslations("common"),
    await getTranslations("factors"),
  ];
  const m = await getTranslations("mails");
  const locale = await getLocale();
  const spelt = (at: Date) => formatDateTime(at, timeZone, locale);
  const { last_mail: mail } = user;
  const isIn = user.has_password || user.factors > 0;
  const invited =
    isIn || user.invited_until === null ? null : t("invited_until", { at: spelt(user.invited_until) });
  const pressed = {
    block: may(blockWebUser, relation),
    unblock: may(unblockWebUser, relation),
    unlock: may(unlockWebUser, relation),
    end: may(endLogInsOf, relation),
    invite: may(sendInvitation, relation),
    resend: may(resendMail, relation),
    reset: may(resetFactors, relation),
  } as const;
  const button = (act: keyof typeof pressed, label: string): ReactNode =>
    pressed[act] ? (
      <ActionForm action={webUserStateAction} prefix={act}>
        <input type="hidden" name="i_customer" value={user.i_customer} />
        <input type="hidden" name="i_web_user" value={user.i_web_user} />
        <input type="hidden" name="act" value={act} />
        <SubmitButton look="plain">{label}</SubmitButton>
      </ActionForm>
    ) : null;
  const line = (what: ReactNode, action?: ReactNode, id?: string): ReactNode => (
    <span
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
    >
      <span className="min-w-0">{what}</span>
      {action}
    </span>
  );
  return (
    <DescriptionList
      rows={[
        [
          t("state"),
          user.blocked
            ? line(<Badge tone="danger">{c("blocked")}</Badge>, button("unblock", t("unblock")))
            : line(invited ?? c("active"), user.default_user || isOwn ? null : button("block", t("block"))),
        ],
        [
          t("last_log_in"),
          line(user.last_log_in_at ? <DateTime at={user.last_log_in_at} timeZone={timeZone} /> : t("never")),
        ],
        [
          t("log_ins"),
          user.log_ins === 0
            ? c("none")
            : line(
                t("log_ins_count", { count: user.log_ins }),
                isOwn ? null : button("end", t("end_log_ins")),
              ),
        ],
        [
          t("password"),
          user.has_password
            ? t(user.password_must_change ? "password_to_change" : "password_since", {
                at: spelt(user.password_changed_at),
              })
            : line(t("no_password"), button("invite", t("send_invitation"))),
        ],
        [
          t("second_factor"),
          user.factors > 0
            ? line(
                t("factors", { count: user.factors }),
                isOwn ? null : button("reset", f("reset")),
                "second-factor",
              )
            : line(c("none"), null, "second-factor"),
        ],
        [
          t("failures"),
          user.failures === 0
            ? c("none")
            : line(
                <>
                  {user.failures}
                  {user.wait_until ? (
                    <>
                      {" · "}
                      {t("wait_until", { at: spelt(user.wait_until) })}
                    </>
                  ) : null}
                </>,
                button("unlock", t("unlock")),
              ),
        ],
        [
          t("last_mail"),
          mail === null
            ? t("no_mail")
            : line(
                <>
                  {m(`${mail.kind as MailKind}.subject`, { brand: c("product") })}:{" "}
                  {t(`mail_${mail.state}` as "mail_sent", {
                    address: mail.recipient,
                  })}{" "}
                  · <DateTime at={mail.sent_at ?? mail.created_at} timeZone={timeZone} />
                  {mail.error ? <span className="block text-danger">{mail.error}</span> : null}
                </>,
                isResendable(mail.kind) ? button("resend", t("resend")) : null,
              ),
        ],
      ]}
    />
  );
}
