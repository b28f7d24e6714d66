import { feature } from "./kinds/boolean";
import { money } from "./kinds/number";
import { contact } from "./kinds/text";

/**
 * A customer's preferences beyond its 62 attributes: how to read each one, whether empty means none, its default, and
 * who may set it. The API does not have them.
 * Source: semantics, 'Support', and 'Low balance'.
 */
export const customerPreferences = {
  /** mails the customer when its available amount falls below it; nil: never */
  low_balance_threshold: { kind: money({ signed: true }), empty: true, standard: null, setBy: "parent+self" },
  /** its own web users need a second factor */
  require_factor: { kind: feature(), empty: false, standard: false, setBy: "self" },
  /** resellers above may not open it */
  refuse_support: { kind: feature(), empty: false, standard: false, setBy: "self" },
  /** mails it what support changed */
  mail_support_changes: { kind: feature(), empty: false, standard: true, setBy: "self" },
  /** old programs may call, with login and API password in the address */
  bridge: { kind: feature(), empty: false, standard: false, setBy: "self" },
  /** the name and address on its sub-customers' receipts: all that those learn of it */
  receipt_name: { kind: contact({ max: 128 }), empty: false, standard: "", setBy: "parent+self" },
  receipt_address: {
    kind: contact({ max: 512, multiline: true }),
    empty: false,
    standard: "",
    setBy: "parent+self",
  },
} as const;

export type PreferenceName = keyof typeof customerPreferences;

/** The values as the database keeps them: money as decimal text. */
export type Preferences = {
  readonly low_balance_threshold: string | null;
  readonly require_factor: boolean;
  readonly refuse_support: boolean;
  readonly mail_support_changes: boolean;
  readonly bridge: boolean;
  readonly receipt_name: string;
  readonly receipt_address: string;
};

// Object.keys gives string[]; the object above has exactly these keys
export const preferenceNames = Object.keys(customerPreferences) as PreferenceName[];
