import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { hasRightsOver, holds } from "@/attributes/rights";
import { AccountMenu } from "@/components/shell/account-menu";
import { type Section, Shell } from "@/components/shell/shell";
import { Toast } from "@/components/shell/toast";
import { Notice } from "@/components/ui/page";
import { mayAct } from "@/server/actor/access-levels";
import type { LiveSession } from "@/server/credentials/sessions";
import type { Standing } from "@/server/customers/own-standing";
import { chooseLanguage, chooseTheme } from "../session/appearance-actions";
import { shownBrand } from "../session/brand";
import { currentStanding } from "../session/standing";
import { Acting } from "../support/acting";
import { AllowChanges } from "../support/allow-changes";
import { paletteData } from "./palette-data";

type Props = {
  readonly session: LiveSession;
  readonly current: Section | null;
  /** whether a brand may style the content: see the shell */
  readonly branded?: boolean;
  readonly children: ReactNode;
};

/** The frame of a page after log-in. The navigation follows the effective rights. */
export async function Portal({ session, current, branded = false, children }: Props) {
  const standing = await currentStanding(session);
  const [t, l] = [await getTranslations("common"), await getTranslations("own_settings")];
  // only tell people who can choose another password here
  const setBy = mayAct(session.actor.access_level, "own") ? (session.actor.credentialSetBy ?? null) : null;
  const notice = (await cookies()).get("notice")?.value;
  return (
    <Acting>
      <Shell
        sections={sectionsFor(session, standing)}
        current={current}
        brand={await shownBrand()}
        branded={branded}
        notices={
          <>
            {setBy === null ? null : (
              <div className="mb-4">
                <Notice tone="warn">
                  {l("foreign", {
                    who: setBy === session.actor.i_customer ? l("colleague") : t("your_provider"),
                  })}{" "}
                  <Link
                    href="/preferences/password"
                    prefetch={false}
                    className="underline underline-offset-2"
                  >
                    {l("choose_own")}
                  </Link>
                </Notice>
              </div>
            )}
            {session.support && !session.support.changes ? (
              <NothingSaved isRefused={session.support.changesRefused !== null} />
            ) : null}
            {notice ? <Toast cookie="notice">{notice}</Toast> : null}
          </>
        }
        login={session.person.login ?? ""}
        customer={session.customer.name}
        search={standing.isReseller && mayAct(session.actor.access_level, "read")}
        palette={await paletteData(session, standing, sectionsFor(session, standing))}
        account={<AccountMenu chooseLanguage={chooseLanguage} chooseTheme={chooseTheme} />}
      >
        {children}
      </Shell>
    </Acting>
  );
}

/** Warns staff in a read-only support session before they fill in a form that we would refuse. Shows only on pages with a form. */
async function NothingSaved({ isRefused }: { readonly isRefused: boolean }) {
  const t = await getTranslations("support");
  return (
    <div className="nothing-saved" data-stay>
      <Notice>
        <span className="mr-3">{t("nothing_saved")}</span>
        {isRefused ? (
          <Link href="/support/session" prefetch={false} className="underline underline-offset-2">
            {t("why_no_changes")}
          </Link>
        ) : (
          <AllowChanges place="notice" />
        )}
      </Notice>
    </div>
  );
}

function sectionsFor(
  session: LiveSession,
  { rights, isReseller }: Standing,
): { section: Section; href: string }[] {
  if (!mayAct(session.actor.access_level, "read")) {
    return [
      { section: "overview", href: "/overview" },
      { section: "preferences", href: "/preferences" },
    ];
  }
  const own = `/customers/${session.actor.i_customer}`;
  const api = rights.api_access ? [{ section: "api", href: "/api" } as const] : [];
  const people = mayAct(session.actor.access_level, "web_users")
    ? [{ section: "web_users", href: `${own}/web-users` } as const]
    : [];
  const branding = mayAct(session.actor.access_level, "manage")
    ? [{ section: "branding", href: `${own}/branding` } as const]
    : [];
  if (!isReseller) {
    return [
      { section: "overview", href: "/overview" },
      { section: "my_ledger", href: `${own}/ledger` },
      ...api,
      ...people,
      { section: "history", href: "/history" },
      { section: "preferences", href: "/preferences" },
    ];
  }
  const desk = mayAct(session.actor.access_level, "support")
    ? [{ section: "support", href: "/support" } as const]
    : [];
  const isStaff = session.actor.access_level === "SUPPORT";
  return [
    ...(isStaff ? desk : []),
    { section: "overview", href: "/overview" },
    { section: "customers", href: "/customers" },
    { section: "tree", href: "/tree" },
    { section: "blocked", href: "/blocked" },
    ...(isStaff ? [] : desk),
    { section: "statement", href: "/statement" },
    ...(hasRightsOver(rights, "tariffs") ? [{ section: "tariffs", href: "/tariffs" } as const] : []),
    ...(holds(rights, { flag: "system_mgmt" })
      ? [{ section: "routing_groups", href: "/routing-groups" } as const]
      : []),
    ...api,
    ...people,
    ...branding,
    { section: "history", href: "/history" },
    { section: "preferences", href: "/preferences" },
  ];
}
