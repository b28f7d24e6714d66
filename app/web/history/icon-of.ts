import type { IconName } from "@/components/ui/icon-names";

/** The first pattern that an operation's name has says of what kind it is. */
const kinds: readonly (readonly [RegExp, IconName])[] = [
  [/Support|viewPage/, "life-buoy"],
  [/Job/, "list-checks"],
  [/^block|^refuse/, "ban"],
  [/^unb?lock/, "lock-open"],
  [/Funds|Credit|Debit|Balance|Receipt|Ledger/, "banknote"],
  [/Key$|Password|Totp|Passkey|Factor|Recovery|Reset|^signIn|LogIn|authCustomer/, "key-round"],
  [/WebUser|Invitation|Address|Own/, "user-cog"],
  [/Note/, "sticky-note"],
  [/Tariff/, "tags"],
  [/RoutingGroup/, "route"],
  [/Preferences|Profile/, "sliders-horizontal"],
  [/Brand/, "palette"],
  [/Alias/, "globe"],
  [/^list|^get(Audit|Dict)/, "square-terminal"],
  [/Customer/, "user"],
];

/** The icon of an operation's kind. */
export function iconOf(operation: string): IconName {
  return kinds.find(([pattern]) => pattern.test(operation))?.[1] ?? "clock";
}
