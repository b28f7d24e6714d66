import type { ShownPages } from "../ui/table";
import type { Query } from "./list-query";

/** What every list with filters shows at an address. */
export type ShownList<Name extends string> = {
  readonly query: string;
  readonly asked: Query;
  /** the filters as people typed them, and what is wrong with some */
  readonly typed: Readonly<Record<Name, string>>;
  readonly problems: Readonly<Partial<Record<Name, string>>>;
  /** filters of two fields in words: `when` two days, `amount` two amounts */
  readonly said: Readonly<Partial<Record<"when" | "amount", string>>>;
  /** whether it is less than all */
  readonly narrowed: boolean;
  readonly pages: ShownPages;
};
