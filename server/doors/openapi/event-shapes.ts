import type { EventWord } from "@/attributes/event-words";
import { accessLevels } from "../../actor/access-levels";
import { doors } from "../../history/entry";
import { blockReasons } from "../../record/block-reasons";
import { beforeAndAfter, supportOfEntry } from "../calls/history-calls";
import type { Members, Shape } from "../calls/shape";

/** Of every event. */
const always = { i_event: "string", i_customer: "int", name: "string", example: "boolean" } as const;

/** Who did it and how, of an event that is an entry of the history. */
const entry = {
  i_audit: "string",
  operation: "string",
  door: { words: doors },
  by: { struct: { name: "string", login: "string or nil", address: "string or nil" } },
  behalf: {
    struct: { i_customer: "int", name: "string", reference: "string or nil", reason: "string or nil" },
  },
  i_job: "int",
} as const satisfies Members;

const changes = {
  changes: { list: { struct: { attribute: "string", before: "any", after: "any" } } },
} as const satisfies Members;

const changed = { ...entry, ...changes } as const;
const booked = {
  ...changed,
  i_entry: "string",
  amount: "money",
  currency: "string",
  balance_after: "money",
  note: "string",
  payment_date: "day or nil",
} as const satisfies Members;
const limits = {
  ...changed,
  amount: "money",
  currency: "string",
  note: "string",
  until: "dateTime.iso8601",
} as const satisfies Members;
const webUser = { ...changed, i_web_user: "int", login: "string", level: { words: accessLevels } } as const;
const key = { ...entry, key: "string", prefix: "string", key_name: "string" } as const;
const alias = { ...entry, alias: "string", served_until: "dateTime.iso8601" } as const satisfies Members;
const support = { ...entry, support: supportOfEntry } as const satisfies Members;
const job = {
  ...entry,
  kind: "string",
  job: {
    struct: {
      state: { words: ["done", "stopped"] },
      changed: "int",
      unchanged: "int",
      refused: "int",
    },
  },
  link: "string",
} as const satisfies Members;
const tried = { login: "string", address: "string or nil" } as const satisfies Members;

/** What `data` holds of each event beside what every event has. What the reader may not know is absent. Source: rest, 'Webhooks' */
const ofEvents = {
  "customer.created": changed,
  "customer.updated": changed,
  "customer.deleted": changed,
  "customer.rights_changed": changed,
  "customer.limits_changed": limits,
  "customer.blocked": {
    ...changed,
    reason: { words: blockReasons },
    text: "string",
    note: "string",
    customers_below: "int",
  },
  "customer.unblocked": changed,
  "money.payment": booked,
  "money.credit": booked,
  "money.charge": booked,
  "money.correction": booked,
  "money.write_off": booked,
  "money.low_balance": { threshold: "money", available: "money", currency: "string" },
  "money.credit_limit_reached": { balance: "money", credit_limit: "money", currency: "string" },
  "money.credit_limit_ended": limits,
  "log_in.new_device": { ...tried, browser: "string" },
  "log_in.failed_often": tried,
  "log_in.locked": tried,
  "web_user.created": { ...webUser, invited_until: "dateTime.iso8601" },
  "web_user.updated": webUser,
  "web_user.blocked": webUser,
  "web_user.deleted": webUser,
  "password.changed": webUser,
  "one_time_password.sent": webUser,
  "key.created": key,
  "key.expiring": {
    login: "string",
    key_name: "string",
    prefix: "string",
    expires_at: "dateTime.iso8601",
  },
  "key.ended": key,
  "tariff.changed": {
    ...entry,
    i_tariff: "int",
    renamed: beforeAndAfter,
    currencies: beforeAndAfter,
  },
  "routing_group.changed": { ...entry, i_routing_group: "int", renamed: beforeAndAfter },
  "price_list.changed": {
    new: "int",
    raised: "int",
    lowered: "int",
    changed: "int",
    removed: "int",
    from: { list: "dateTime.iso8601" },
  },
  "brand.saved": { ...changed, host: "string or nil", version: "int or nil" },
  "alias.verified": alias,
  "alias.lost": alias,
  "support.opened": support,
  "support.changes_allowed": support,
  "support.ended": support,
  "job.finished": job,
  "job.failed": job,
  "webhook.example": {},
  "webhook.disabled": entry,
} as const satisfies Readonly<Record<EventWord, Members>>;

/** What `data` of an event is. */
export function shapeOfEvent(word: EventWord): Shape {
  return { struct: { ...always, ...ofEvents[word] } };
}
