import { attributeOf, isAttributeName } from "@/attributes/customer";
import type { EventWord } from "@/attributes/event-words";
import { fundLimitNames } from "@/attributes/lists";

/** What of an entry of the history decides which events it is. */
export type Told = {
  readonly operation: string;
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** The events that an entry of the history is; none, where nobody can want to be told of it. */
export function wordsOfEntry({ operation, changes = {}, detail = {} }: Told): readonly EventWord[] {
  // what was refused has not happened, and what is private to the writer's people stays with them
  if ("refused" in detail || "private" in detail) return [];
  const words = byOperation[operation];
  return typeof words === "function" ? words(changes, detail) : (words ?? []);
}

type Words =
  | readonly EventWord[]
  | ((changes: NonNullable<Told["changes"]>, detail: NonNullable<Told["detail"]>) => readonly EventWord[]);

const byOperation: Readonly<Record<string, Words>> = {
  createCustomer: ["customer.created"],
  updateCustomer: updated,
  updateOwnData: updated,
  setPreferences: updated,
  deleteCustomer: ({ balance }) =>
    Array.isArray(balance) && Number(balance[0]) !== 0
      ? ["customer.deleted", "money.write_off"]
      : ["customer.deleted"],
  changeCreditLimit: ["customer.limits_changed"],
  endCreditLimit: ["customer.limits_changed", "money.credit_limit_ended"],
  blockCustomer: ["customer.blocked"],
  unblockCustomer: ["customer.unblocked"],
  customerAddFunds: ["money.payment"],
  customerCredit: ["money.credit"],
  customerDebit: ["money.charge"],
  correctBalance: ["money.correction"],
  addWebUser: ["web_user.created"],
  editWebUser: ["web_user.updated"],
  unblockWebUser: ["web_user.updated"],
  blockWebUser: ["web_user.blocked"],
  deleteWebUser: ["web_user.deleted"],
  choosePassword: ["password.changed"],
  resetCustomerOneTimePassword: ["one_time_password.sent"],
  makeKey: ["key.created"],
  rotateKey: ["key.created"],
  rotateOwnKey: ["key.created"],
  endKey: ["key.ended"],
  endOwnKey: ["key.ended"],
  addTariff: ["tariff.changed"],
  editTariff: ["tariff.changed"],
  deleteTariff: ["tariff.changed"],
  addRoutingGroup: ["routing_group.changed"],
  editRoutingGroup: ["routing_group.changed"],
  deleteRoutingGroup: ["routing_group.changed"],
  saveBrand: ["brand.saved"],
  verifyAlias: ["alias.verified"],
  findAlias: ["alias.verified"],
  loseAlias: ["alias.lost"],
  endAlias: ["alias.lost"],
  openSupport: ["support.opened"],
  allowSupportChanges: ["support.changes_allowed"],
  endSupport: ["support.ended"],
  endJob: (_changes, { state }) => [state === "done" ? "job.finished" : "job.failed"],
  disableEndpoint: ["webhook.disabled"],
};

/** A change of several attributes is an event for each kind of them that somebody may wait for. */
function updated(changes: NonNullable<Told["changes"]>): readonly EventWord[] {
  const words = new Set(Object.keys(changes).map(wordOfAttribute));
  // in one order, whatever that of the attributes is
  return updates.filter((word) => words.has(word));
}

const updates = [
  "customer.updated",
  "customer.rights_changed",
  "customer.limits_changed",
  "money.correction",
  "password.changed",
] as const satisfies readonly EventWord[];

const limits: readonly string[] = fundLimitNames;

/** The event that a change of this attribute is, in an update. */
export function wordOfAttribute(name: string): (typeof updates)[number] {
  if (name === "balance") return "money.correction";
  if (name === "web_password") return "password.changed";
  if (limits.includes(name)) return "customer.limits_changed";
  const group = isAttributeName(name) ? attributeOf(name).group : null;
  return group === "permissions" || group === "api" || group === "features"
    ? "customer.rights_changed"
    : "customer.updated";
}

/** Whether an event tells of a part of an update alone. */
export function isPartOfUpdate(word: EventWord): boolean {
  return (updates as readonly EventWord[]).includes(word);
}
