import { DescriptionList, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { linesOfAnswer } from "@/server/doors/openapi/described";
import type { DescribedEvent } from "@/server/doors/openapi/described-events";
import { CodeBlock } from "../../code-block";
import { eventText } from "../../webhooks/event-text";

/** One event of webhooks: what its message holds, and an example. */
export async function EventReference({ event }: { readonly event: DescribedEvent }) {
  const { word, shape, example } = event;
  const [t, w] = [await getTranslations("api_reference"), await getTranslations("webhooks")];
  return (
    <div className="flex max-w-[832px] flex-col gap-10">
      <DescriptionList
        rows={[
          [t("event"), eventText(word, w)],
          [t("event_type"), <code key="type">{word}</code>],
        ]}
      />
      <Section title={t("event_data")} note={t("event_data_text")}>
        <CodeBlock label={t("event_data")}>{linesOfAnswer(shape).join("\n")}</CodeBlock>
      </Section>
      <Section title={t("example")}>
        <CodeBlock label={t("example")} copies>
          {JSON.stringify(example, null, 2)}
        </CodeBlock>
      </Section>
    </div>
  );
}
