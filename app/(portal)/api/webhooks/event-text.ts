import { type EventChoice, type EventWord, eventFamilies, eventWords } from "@/attributes/event-words";
import type { Texts } from "@/i18n/texts";

/** How people call an event. */
export function eventText(word: EventWord, t: Texts<"webhooks">): string {
  return t(`event_${word.replace(".", "_")}` as "event_money_payment");
}

/** How people call all events of a kind. */
export function familyText(family: string, t: Texts<"webhooks">): string {
  return t(`family_${family.replace(".*", "")}` as "family_money");
}

/** What an endpoint chose, in words: the kinds first. */
export function eventsText(events: readonly EventChoice[], t: Texts<"webhooks">): string {
  if (events.includes("*")) return t("all_events");
  return [
    ...eventFamilies.filter((family) => events.includes(family)).map((family) => familyText(family, t)),
    ...eventWords.filter((word) => events.includes(word)).map((word) => eventText(word, t)),
  ].join(", ");
}
