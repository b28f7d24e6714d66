import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList, Fold, Section } from "@/components/ui/page";
import { Table, Td, Th } from "@/components/ui/table";
import { getTranslations } from "@/i18n/texts";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import {
  type Described,
  describedAs,
  jsonWord,
  linesOfAnswer,
  parameterWord,
} from "@/server/doors/openapi/described";
import { eventDescribedAs } from "@/server/doors/openapi/described-events";
import { explained } from "@/server/doors/openapi/in-json";
import { namedIn } from "@/server/doors/openapi/path-parameter";
import { keyHere } from "@/server/doors/rest/programs/programs";
import { requestIn } from "@/server/doors/rest/programs/request-in";
import { restRoot } from "@/server/doors/rest/routes/route";
import { listKeys } from "@/server/programs/keys/list-keys";
import { makeKey } from "@/server/programs/keys/make-key";
import { asker, requireFor } from "../../../../web/session/may";
import { ApiPage } from "../../api-page";
import { CodeBlock } from "../../code-block";
import { endpointHere } from "../../endpoint";
import { parameterText } from "../../parameter-text";
import { callText } from "../call-text";
import { EventReference } from "./event-reference";
import { TryIt } from "./try-it";

type Props = PageProps<"/api/reference/[operation]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).operation} · ${(await getTranslations("api_reference"))("title")}` };
}

/** One call of REST: what it needs, takes and answers, in four languages, and a form to try it with. Or an event of webhooks. */
export default async function OperationPage({ params }: Props) {
  const { operation } = await params;
  const session = await requireFor(`/api/reference/${operation}`, listKeys);
  const event = eventDescribedAs(operation);
  if (event) {
    const crumbs = [{ label: (await getTranslations("api_reference"))("title"), href: "/api/reference" }];
    return (
      <ApiPage session={session} part="reference" crumbs={crumbs} title={event.word}>
        <EventReference event={event} />
      </ApiPage>
    );
  }
  const found = describedAs(operation);
  if (!found) notFound();
  const [t, k, root, said, all, may] = [
    await getTranslations("api_reference"),
    await getTranslations("keys"),
    await endpointHere(restRoot),
    await callText(),
    await getTranslations(),
    await asker(session),
  ];
  const { route, path, own, answer, answerExample, example: body } = found;
  const url = `${root}${route.path}`;
  const reach = route.reach ?? (route.method === "GET" ? "read" : "write");
  const of = route.area === null ? t("any_key") : `${k(`area_${route.area}`)}: ${k(`reach_${reach}`)}`;
  const rows = [
    [t("request"), <code key="request">{`${route.method} /api/v1${route.path}`}</code>],
    [t("key_reaches"), of],
    [t("success"), String(found.status)],
    [t("headers"), found.headers.join(", ")],
    [t("same_call"), <code key="call">{route.call}</code>],
  ] as const;
  return (
    <ApiPage
      session={session}
      part="reference"
      crumbs={[{ label: t("title"), href: "/api/reference" }]}
      title={operation}
    >
      <div className="flex max-w-[832px] flex-col gap-10">
        <div>
          <p className="mb-4">{said(route.call)}</p>
          <DescriptionList rows={rows} />
        </div>
        {path.length + own.length > 0 ? (
          <Section title={t("takes")}>
            <Table
              label={t("takes")}
              head={
                <>
                  <Th>{t("name")}</Th>
                  <Th>{t("type")}</Th>
                  <Th>{t("meaning")}</Th>
                </>
              }
            >
              {path.map(([word, parameter]) => {
                const [meaning, named] = [
                  parameterText(all, route.call, parameter),
                  namedIn(route, parameter),
                ];
                return (
                  <Row
                    key={word}
                    name={`{${word}}`}
                    type={t("in_path")}
                    text={named === null ? meaning : `${meaning}; ${t(`named_${named}`)}`}
                  />
                );
              })}
              {own.map((parameter) => (
                <Row
                  key={parameter.name}
                  name={parameter.name}
                  type={parameterWord(parameter)}
                  required={parameter.required && route.method !== "PATCH" ? t("required") : null}
                  text={explained(
                    parameterText(all, route.call, parameter.name),
                    parameter.kind,
                    t("clears"),
                  )}
                />
              ))}
            </Table>
          </Section>
        ) : null}
        <Section title={t("answers")}>
          {answer ? (
            <>
              <CodeBlock label={t("answers")}>
                {linesOfAnswer(answer).join("\n") || jsonWord(answer)}
              </CodeBlock>
              <div className="mt-2">
                <Fold title={t("example")}>
                  <CodeBlock label={t("example")} copies>
                    {JSON.stringify(answerExample, null, 2)}
                  </CodeBlock>
                </Fold>
              </div>
            </>
          ) : (
            <p className="text-muted">{t("answers_nothing")}</p>
          )}
        </Section>
        <Section title={t("request_in")} note={t("request_text", { placeholder: keyHere })}>
          {(Object.keys(exampleLanguages) as ExampleLanguage[]).map((language) => (
            <Fold key={language} title={exampleLanguages[language]} open={language === "curl"}>
              <CodeBlock label={exampleLanguages[language]} copies>
                {requestIn(language, { method: route.method, url, key: keyHere, body })}
              </CodeBlock>
            </Fold>
          ))}
        </Section>
        <Section title={t("try")} note={t("try_text")}>
          <noscript>
            <p>{t("try_needs_script")}</p>
          </noscript>
          <TryIt
            method={route.method}
            root={root}
            path={route.path}
            names={path.map(([word]) => word)}
            query={found.inQuery ? queryOf(found) : []}
            body={body === undefined ? null : JSON.stringify(body, null, 2)}
            writes={route.area !== null && reach === "write"}
            makesKeys={may(makeKey, "own", { lasts: { minutes: 15 }, areas: {} })}
            words={{
              key: t("key"),
              keyHelp: t("key_help"),
              makeKey: t("make_key"),
              madeKey: t("made_key"),
              makeWriting: t("make_writing"),
              madeWriting: t("made_writing"),
              customer: t("customer"),
              query: t("query"),
              body: t("body"),
              send: t("send"),
              sending: t("sending"),
              answer: t("answer"),
              failed: t("failed"),
            }}
            takesScope={found.takesScope}
          />
        </Section>
      </div>
    </ApiPage>
  );
}

function queryOf({ own, route }: Described): string[] {
  const names = own.map(({ name }) => name);
  return route.list ? [...names, "limit", "after", "fields"] : names;
}

function Row(props: {
  readonly name: string;
  readonly type: string;
  readonly required?: string | null;
  readonly text: string;
}) {
  return (
    <tr className="align-top">
      <Td>
        <code className="text-[0.8125rem]">{props.name}</code>
      </Td>
      <Td className="sm:min-w-40">
        <code className="text-[0.8125rem] text-muted wrap-anywhere">{props.type}</code>
      </Td>
      <Td>
        {props.required ? <b>{props.required}: </b> : null}
        {props.text}
      </Td>
    </tr>
  );
}
