import type { Metadata } from "next";
import Form from "next/form";
import type { ReactNode } from "react";
import { keyAreas } from "@/attributes/key-areas";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionList, Fold, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { openApiAt } from "@/server/doors/openapi/answer-openapi";
import { type Described, describedRoutes } from "@/server/doors/openapi/described";
import { describedEvents } from "@/server/doors/openapi/described-events";
import { keyHere, programIn } from "@/server/doors/rest/programs/programs";
import { restRoot } from "@/server/doors/rest/routes/route";
import { listKeys } from "@/server/programs/keys/list-keys";
import { requireFor } from "../../../web/session/may";
import { ApiPage } from "../api-page";
import { CodeBlock } from "../code-block";
import { endpointHere } from "../endpoint";
import { eventText } from "../webhooks/event-text";
import { callText } from "./call-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api_reference"))("title") };
}

/** Explains REST to people who write programs: its address, programs to begin with, and every call. */
export default async function ReferencePage({ searchParams }: PageProps<"/api/reference">) {
  const session = await requireFor("/api/reference", listKeys);
  const [t, k, w, root, said, { q }] = await Promise.all([
    getTranslations("api_reference"),
    getTranslations("keys"),
    getTranslations("webhooks"),
    endpointHere(restRoot),
    callText(),
    searchParams,
  ]);
  const sought = typeof q === "string" ? q.trim().slice(0, 100) : "";
  const all = describedRoutes().map((one) => ({ ...one, text: said(one.route.call) }));
  const events = describedEvents();
  const found = all.filter((one) => isFound(one, sought.toLowerCase()));
  const areas = [...keyAreas, null].flatMap((area) => {
    const those = found.filter(({ route }) => route.area === area);
    return those.length === 0
      ? []
      : [{ area, title: area === null ? t("any_key") : k(`area_${area}`), those }];
  });
  return (
    <ApiPage session={session} part="reference">
      <div className="flex max-w-[832px] flex-col gap-10">
        <DescriptionList
          rows={[
            [
              t("address"),
              <span key="root" className="inline-flex items-center gap-2">
                <code className="text-[0.8125rem]">{root}</code>
                <CopyButton text={root} />
              </span>,
            ],
            [t("who"), t("who_text")],
            [
              t("description"),
              <a key="openapi" className="text-accent-text underline underline-offset-2" href={openApiAt}>
                openapi.json
              </a>,
            ],
          ]}
        />
        <Section title={t("programs")} note={t("programs_text", { placeholder: keyHere })}>
          {(Object.keys(exampleLanguages) as ExampleLanguage[]).map((language) => (
            <Fold key={language} title={exampleLanguages[language]}>
              <CodeBlock label={exampleLanguages[language]} copies>
                {programIn(language, { root })}
              </CodeBlock>
            </Fold>
          ))}
        </Section>
        <Section title={t("beside")}>
          <DescriptionList rows={beside.map(([name, text]) => [name, t(`beside_${text}`)])} />
          <div className="mt-4">
            <Fold title={t("events")} note={String(events.length)}>
              <ul>
                {events.map(({ id, word }) => (
                  <Line key={id} href={`/api/reference/${id}`} code={word} text={eventText(word, w)} />
                ))}
              </ul>
            </Fold>
          </div>
        </Section>
        <Section title={t("calls")} note={t("calls_text", { count: all.length })}>
          <search>
            {/* within the page: the key that somebody tries calls with stays, and so does the place on it */}
            <Form action="/api/reference" scroll={false} className="mb-4 flex items-end gap-2">
              <div className="field grow">
                <label htmlFor="q">{t("search")}</label>
                <input
                  id="q"
                  name="q"
                  type="search"
                  className="control"
                  defaultValue={sought}
                  autoComplete="off"
                />
              </div>
              <Button>{t("find")}</Button>
            </Form>
          </search>
          {areas.length === 0 ? (
            <p className="text-muted">
              {t("none_found")}{" "}
              <a className="text-accent-text underline underline-offset-2" href="/api/reference">
                {t("all_calls")}
              </a>
            </p>
          ) : null}
          {areas.map(({ area, title, those }) => (
            <section key={area} className="mb-6" aria-label={title}>
              <h3 className="mb-1 font-medium">{title}</h3>
              <ul>
                {those.map(({ id, route, text }) => (
                  <Line
                    key={id}
                    href={`/api/reference/${id}`}
                    code={
                      <>
                        <b className="inline-block w-14 font-medium">{route.method}</b>
                        {route.path}
                      </>
                    }
                    text={text}
                  />
                ))}
              </ul>
            </section>
          ))}
        </Section>
      </div>
    </ApiPage>
  );
}

/** A line that leads to a page of its own. */
function Line(props: { readonly href: string; readonly code: ReactNode; readonly text: string }) {
  return (
    <li className="border-t border-line">
      <a href={props.href} className="grid gap-x-4 py-2 hover:text-accent-text sm:grid-cols-[22rem_1fr]">
        <code className="text-[0.8125rem] leading-5 wrap-anywhere">{props.code}</code>
        <span className="text-muted">{props.text}</span>
      </a>
    </li>
  );
}

/** What programs may say beside a call, and where they do. */
const beside = [
  ["Idempotency-Key", "once"],
  ["If-Match", "match"],
  ["?dry_run=1", "dry"],
  ["?fields=", "fields"],
  ["?limit= ?after=", "pages"],
  ["Accept", "accept"],
  ["Trellis-Customer", "scope"],
  ["/batch", "batch"],
] as const;

function isFound({ id, route, text, own }: Described & { readonly text: string }, sought: string): boolean {
  const words = [id, route.method, route.path, text, ...own.map(({ name }) => name)].join(" ").toLowerCase();
  return sought.split(/\s+/).every((word) => words.includes(word));
}
