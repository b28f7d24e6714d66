import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { type Section, Shell } from "@/components/shell/shell";
import { Toast } from "@/components/shell/toast";
import { Notice } from "@/components/ui/page";
import { saveBrand } from "@/server/branding/save-brand";
import type { LiveSession } from "@/server/credentials/sessions";
import { findCustomers } from "@/server/customers/find-customers";
import { listBlocks } from "@/server/customers/list-blocks";
import { listBranch } from "@/server/customers/list-branch";
import type { Standing } from "@/server/customers/own-standing";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { listHistory } from "@/server/history/list-history";
import { choosingPassword } from "@/server/identity/password/choose-password";
import { addWebUser } from "@/server/identity/web-users/write-web-users";
import { getStatement } from "@/server/money/get-statement";
import { listLedger } from "@/server/money/list-ledger";
import { getApiStanding } from "@/server/programs/get-api-standing";
import { listRoutingGroups } from "@/server/routing-groups/routing-groups";
import { getSupportDesk } from "@/server/support/get-desk";
import { listTariffs } from "@/server/tariffs/tariffs";
import { chooseLanguage, chooseTheme } from "../session/appearance-actions";
import { shownBrand } from "../session/brand";
import { type Ask, asker } from "../session/may";
import { currentStanding } from "../session/standing";
import { Acting } from "../support/acting";
import { AllowChanges } from "../support/allow-changes";
import { paletteData } from "./palette-data";
import { readsRoutingGroups, readsTariffs } from "./reads";

type Props = {
  readonly session: LiveSession;
  readonly current: Section | null;
  /** whether a brand may style the content: see the shell */
  readonly branded?: boolean;
  readonly children: ReactNode;
};

/** The frame of a page after log-in. The navigation follows the effective rights. */
export async function Portal({ session, current, branded = false, children }: Props) {
  const [standing, may] = [await currentStanding(session), await asker(session)];
  const sections = await sectionsFor(session, standing, may);
  const [t, l] = [await getTranslations("common"), await getTranslations("own_settings")];
  // only tell people who can choose another password here
  const setBy = may(choosingPassword) ? (session.actor.credentialSetBy ?? null) : null;
  const notice = (await cookies()).get("notice")?.value;
  return (
    <Acting>
      <Shell
        sections={sections}
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
        search={standing.isReseller && may(suggestCustomers)}
        palette={await paletteData(session, standing, sections)}
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

type Entry = { readonly section: Section; readonly href: string };

/** The entries of the navigation, each there if the reader may do what its page is for. */
async function sectionsFor(
  session: LiveSession,
  { hasApi, isReseller }: Standing,
  may: Ask,
): Promise<readonly Entry[]> {
  const own = `/customers/${session.actor.i_customer}`;
  const when = (shown: boolean, section: Section, href: string): Entry[] =>
    shown ? [{ section, href }] : [];
  const api = when(hasApi && may(getApiStanding), "api", "/api");
  // everybody who reads may look at these two pages, but they are for those who change something there
  const people = when(may(addWebUser, "own"), "web_users", `${own}/web-users`);
  const branding = when(may(saveBrand, "own"), "branding", `${own}/branding`);
  const history = when(may(listHistory), "history", "/history");
  if (!isReseller) {
    return [
      { section: "overview", href: "/overview" },
      ...when(may(listLedger, "own"), "my_ledger", `${own}/ledger`),
      ...api,
      ...people,
      ...history,
      { section: "preferences", href: "/preferences" },
    ];
  }
  const desk = when(may(getSupportDesk), "support", "/support");
  const isStaff = session.actor.access_level === "SUPPORT";
  return [
    ...(isStaff ? desk : []),
    { section: "overview", href: "/overview" },
    ...when(may(findCustomers), "customers", "/customers"),
    ...when(may(listBranch, "own"), "tree", "/tree"),
    ...when(may(listBlocks), "blocked", "/blocked"),
    ...(isStaff ? [] : desk),
    ...when(may(getStatement), "statement", "/statement"),
    ...when(may(listTariffs) && (await readsTariffs(session)), "tariffs", "/tariffs"),
    ...when(
      may(listRoutingGroups) && (await readsRoutingGroups(session)),
      "routing_groups",
      "/routing-groups",
    ),
    ...api,
    ...people,
    ...branding,
    ...history,
    { section: "preferences", href: "/preferences" },
  ];
}
