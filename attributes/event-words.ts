/** Every event that a webhook can tell of. Within a version of the API words are only added. Source: rest, 'Webhooks'. */
export const eventWords = [
  "customer.created",
  "customer.updated",
  "customer.deleted",
  "customer.rights_changed",
  "customer.limits_changed",
  "customer.blocked",
  "customer.unblocked",
  "money.payment",
  "money.credit",
  "money.charge",
  "money.correction",
  "money.write_off",
  "money.low_balance",
  "money.credit_limit_reached",
  "money.credit_limit_ended",
  "log_in.new_device",
  "log_in.failed_often",
  "log_in.locked",
  "web_user.created",
  "web_user.updated",
  "web_user.blocked",
  "web_user.deleted",
  "password.changed",
  "one_time_password.sent",
  "key.created",
  "key.expiring",
  "key.ended",
  "tariff.changed",
  "routing_group.changed",
  "price_list.changed",
  "brand.saved",
  "alias.verified",
  "alias.lost",
  "support.opened",
  "support.changes_allowed",
  "support.ended",
  "job.finished",
  "job.failed",
  "webhook.example",
  "webhook.disabled",
] as const;

export type EventWord = (typeof eventWords)[number];

/** `money.*` for all of a kind. */
export type EventFamily<Word = EventWord> = Word extends `${infer Kind}.${string}` ? `${Kind}.*` : never;

/** The words by which an endpoint chooses events: all, all of a kind, single ones. */
export type EventChoice = "*" | EventFamily | EventWord;

/** All of a kind, in the order of the words. */
export const eventFamilies: readonly EventFamily[] = [...new Set(eventWords.map(familyOf))];

/** The choice of all events of a word's kind. */
export function familyOf(word: EventWord): EventFamily {
  // by the words' own form
  return `${word.slice(0, word.indexOf("."))}.*` as EventFamily;
}

export function isEventWord(text: string): text is EventWord {
  return (eventWords as readonly string[]).includes(text);
}

export function isEventChoice(text: string): text is EventChoice {
  return text === "*" || isEventWord(text) || (eventFamilies as readonly string[]).includes(text);
}

/** All choices that take in a word. */
export function choicesOf(word: EventWord): readonly EventChoice[] {
  return ["*", familyOf(word), word];
}

/** Whose events an endpoint is told: the customer's own; its direct sub-customers' too; everybody's below it, too. */
export const reaches = ["self", "direct", "all"] as const;

export type Reach = (typeof reaches)[number];

/** What is told of one's own people and possessions alone, whatever the reach. Source: rest, 'Webhooks'. */
export const ownEventWords: readonly EventWord[] = [
  "log_in.new_device",
  "log_in.failed_often",
  "log_in.locked",
  "key.expiring",
  "tariff.changed",
  "routing_group.changed",
];
