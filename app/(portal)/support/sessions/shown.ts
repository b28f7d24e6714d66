import type { ShownPages } from "@/components/ui/table";

/** A support session in a list. */
export type SessionRow = {
  readonly reference: string;
  readonly spelled: string;
  /** names the link to it */
  readonly label: string;
  /** the staff member */
  readonly login: string;
  /** the customer, with its id while it exists */
  readonly customer: readonly [name: string, i_customer?: number];
  readonly reason: string;
  readonly since: string;
  /** whether it runs or what ended it, and until when */
  readonly standing: string;
  readonly until: string;
  readonly changes: number;
  /** the reader may end it */
  readonly endable?: true;
};

/** What the list of support sessions shows at an address. */
export type ShownSessions = {
  readonly query: string;
  /** only on the first page */
  readonly running: readonly SessionRow[];
  readonly ended: readonly SessionRow[];
  /** there has never been one */
  readonly none: boolean;
  readonly pages: ShownPages;
};

/** What it says at every address. */
export type SessionsWords = Readonly<
  Record<
    | "sessions"
    | "running"
    | "ended"
    | "staff"
    | "customer"
    | "reason"
    | "since"
    | "standing"
    | "changes"
    | "end_now",
    string
  >
> & { readonly none: { readonly title: string; readonly text: string } };
