import type { ShownPages } from "../ui/table";
import type { Query } from "./list-query";

/** What every list with filters shows at an address. */
export type ShownList<Name extends string> = {
  readonly query: string;
  readonly asked: Query;
  /** the filters as people typed them, and what is wrong with some */
  readonly typed: Readonly<Record<Name, string>>;
  readonly problems: Readonly<Partial<Record<Name, string>>>;
  /** whether it is less than all */
  readonly narrowed: boolean;
  readonly pages: ShownPages;
};
