import { createHash } from "node:crypto";
import { cache, type ReactNode } from "react";
import { Frame, type FrameValues } from "@/components/shell/frame";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { appearance } from "../session/appearance";
import { currentBrand, shownBrand } from "../session/brand";
import { asker } from "../session/may";
import { currentStanding } from "../session/standing";
import { Acting } from "../support/acting";
import { runningJob } from "./my-jobs";
import { navigation } from "./navigation";

/**
 * The frame around the pages after log-in. A move to another page does not draw it again, so that it protects nothing:
 * each page asks for the session itself, and its mark makes the browser fetch the frame where that has changed.
 */
export async function PortalFrame(props: { readonly session: LiveSession; readonly children: ReactNode }) {
  const [{ mark, values }, whose] = [await frameOf(props.session), await whoseFrame(props.session)];
  return (
    <Acting>
      <Frame mark={mark} whose={whose} values={values} job={await runningJob(props.session)}>
        {props.children}
      </Frame>
    </Acting>
  );
}

/** What the frame shows to somebody, and its mark, once per request. */
export const frameOf = cache(
  async (session: LiveSession): Promise<{ readonly mark: string; readonly values: FrameValues }> => {
    const [s, c, standing, may] = [
      await getTranslations("shell"),
      await getTranslations("common"),
      await currentStanding(session),
      await asker(session),
    ];
    const values: FrameValues = {
      brand: await shownBrand(),
      groups: await navigation(session),
      account: {
        login: session.person.login ?? "",
        customer: session.customer.name,
        working_for: s("working_for", { name: session.customer.name }),
        appearance: await appearance(),
        words: { account: s("account"), log_out: s("log_out") },
      },
      search: standing.isReseller && may(suggestCustomers),
      words: {
        skip: c("skip"),
        menu: s("menu"),
        close: s("close"),
        navigation: s("navigation"),
        search_label: s("search_label"),
        search_hint: s("search_hint"),
      },
    };
    // the stylesheet stands in the head: it changes with the frame
    const stylesheet = (await currentBrand())?.stylesheet;
    return { mark: markOf([values, stylesheet, await whoseFrame(session)]), values };
  },
);

/**
 * A mark of whose frame it is, with which rights, in which language and support session, whose banner stands above it: of all
 * that the session tells by itself.
 */
export const whoseFrame = cache(async ({ support, actor, lineage }: LiveSession): Promise<string> => {
  return markOf([await getLocale(), support, actor, lineage]);
});

function markOf(shown: unknown): string {
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 16);
}
