import { eventFamilies, eventWords, familyOf, reaches } from "@/attributes/event-words";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { getTranslations } from "@/i18n/texts";
import type { Endpoint } from "@/server/webhooks/endpoint";
import { eventText, familyText } from "./event-text";
import { EventsField } from "./events-field";

/** The fields of a webhook. @param of its present values; absent: it is new */
export async function EndpointFields({ of }: { readonly of?: Endpoint }) {
  const [t, c] = [await getTranslations("webhooks"), await getTranslations("common")];
  return (
    <>
      <FormGroup title={t("where_to")} about={t("where_to_text")}>
        <TextField
          name="url"
          label={t("url")}
          help={t("url_help")}
          value={of?.url}
          required={c("required_mark")}
          first
          wide
          input={{
            type: "url",
            maxLength: 2048,
            spellCheck: false,
            placeholder: "https://example.com/webhooks",
          }}
        />
        <TextField
          name="note"
          label={t("note")}
          help={t("note_help")}
          value={of?.note}
          wide
          input={{ maxLength: 255 }}
        />
      </FormGroup>
      <FormGroup title={t("whose")} about={t("whose_text")}>
        <SelectField
          name="reach"
          label={t("reach")}
          value={of?.reach ?? "self"}
          options={reaches.map((reach) => ({ id: reach, label: t(`reach_${reach}`) }))}
        />
      </FormGroup>
      <FormGroup title={t("events")} about={t("events_text")}>
        <EventsField
          shown={{
            label: t("events"),
            all: t("all_events"),
            these: t("these_events"),
            chosen: of?.events ?? ["*"],
            kinds: eventFamilies.map((family) => ({
              choice: family,
              label: familyText(family, t),
              every: t("all_of_kind"),
              events: eventWords
                .filter((word) => familyOf(word) === family)
                .map((word) => ({ choice: word, label: eventText(word, t) })),
            })),
          }}
        />
      </FormGroup>
    </>
  );
}
