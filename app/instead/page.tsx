import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isAttributeName } from "@/attributes/customer";
import { MessagePage } from "@/components/shell/message-page";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/looks";
import { DescriptionList, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { courseOf, type Instead, requestHeader, type Told } from "@/server/doors/front/course";
import { quoted, refusalText } from "../web/forms/refusal-text";
import { PortalFrame } from "../web/portal/frame";
import { Portal } from "../web/portal/portal";
import { currentSession } from "../web/session/session";
import { Acting } from "../web/support/acting";

export async function generateMetadata(): Promise<Metadata> {
  const instead = await currentInstead();
  return instead ? { title: await titleOf(instead) } : {};
}

/**
 * Shown instead of a page that we refused or that failed, with its status and at its address. Only our front of Next
 * leads here.
 */
export default async function InsteadPage() {
  const instead = await currentInstead();
  if (!instead) notFound();
  const t = await getTranslations("errors");
  if ("refusal" in instead) return <Refused {...instead} />;
  if ("typed" in instead) return <Ended {...instead} />;
  // without the frame, which may itself have failed
  return (
    <Acting>
      <MessagePage
        title={await titleOf(instead)}
        text={
          <>
            {t("failed_text")} <code className="text-text">{instead.reference}</code>
          </>
        }
        action={<ButtonLink href="/">{t("to_start")}</ButtonLink>}
      />
    </Acting>
  );
}

async function currentInstead(): Promise<Instead | null> {
  return courseOf((await headers()).get(requestHeader))?.instead ?? null;
}

async function titleOf(instead: Instead): Promise<string> {
  const t = await getTranslations("errors");
  if ("reference" in instead) return t("failed_title");
  if ("typed" in instead) return t("ended_title");
  return instead.refusal.code === 403 ? t("forbidden_title") : t("refused_title");
}

/** Shows the fields of a form that came without JavaScript and after the log-in had ended, to send again or to copy. */
async function Ended({ typed }: { readonly typed: readonly (readonly [string, string])[] }) {
  const [t, l] = [await getTranslations("errors"), await getTranslations("login")];
  const rows = await rowsOf(new Map(typed));
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1>{t("ended_title")}</h1>
      <p className="mt-2 text-muted">{t("ended_text")}</p>
      <p className="my-4">
        <a
          href="/login?next=/confirm/done"
          target="_blank"
          rel="noreferrer"
          className={buttonClass("primary")}
        >
          {l("elsewhere")}
        </a>
      </p>
      <DescriptionList rows={rows} />
    </main>
  );
}

/** What somebody really typed, by the names of its fields: neither what the form had shown, nor what it sends by itself. */
async function rowsOf(typed: ReadonlyMap<string, string>): Promise<[string, string][]> {
  const t = await getTranslations("attributes");
  return [...typed].flatMap(([name, value]): [string, string][] => {
    if (name.includes(":") || value === "" || value === (typed.get(`was:${name}`) ?? "")) return [];
    if (isAttributeName(name)) return [[t(name), value]];
    // sentences, such as a note: other fields have no name here
    return /\s/.test(value.trim()) ? [["…", value]] : [];
  });
}

/** Says in the person's own frame what we refused, and what else there is to say about it. */
async function Refused({ refusal }: { readonly refusal: Told }) {
  const [session, t] = [await currentSession(), await getTranslations("errors")];
  const [title, reference] = [await titleOf({ refusal }), quoted(refusal)];
  const text = refusal.reason?.key === "support_reach" ? t("forbidden_support") : await refusalText(refusal);
  if (session?.kind !== "full")
    return (
      <MessagePage title={title} text={text} action={<ButtonLink href="/">{t("to_start")}</ButtonLink>} />
    );
  return (
    <PortalFrame session={session}>
      <Portal session={session}>
        <PageHeading title={title} note={text} />
        {reference === null ? null : (
          <p className="mb-4 text-muted">
            {(await getTranslations("common"))("quote")}{" "}
            <a href={`/refusals/${reference}`} className="font-mono underline underline-offset-2">
              {reference}
            </a>
          </p>
        )}
        {refusal.reason?.key === "right_missing" ? (
          <a
            href={`/customers/${session.actor.i_customer}/why-not`}
            className="text-accent-text underline-offset-2 hover:underline"
          >
            {t("forbidden_why")}
          </a>
        ) : null}
      </Portal>
    </PortalFrame>
  );
}
