import type { FilterWords } from "@/components/list/filter-bar";
import type { ShownList } from "@/components/list/shown-list";
import type { JobState } from "@/server/jobs/job/job";
import type { ShownProgress } from "../../../web/jobs/words/progress-text";

/** How far a job is and what it did so far, in the reader's words: what moves while it runs. */
export type ShownStanding = {
  readonly state: JobState;
  /** its figures still move */
  readonly atWork: boolean;
  /** '**Running** since 12:30 · 2 min' */
  readonly note: string;
  /** explains a figure; '' none that needs it */
  readonly about: string;
  readonly progress: ShownProgress;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
};

/** A line of a report. */
export type ReportRow = {
  /** the row of a file; absent: the job went through customers */
  readonly row?: string;
  readonly key: number;
  /** whom it was about, with the id where it is known */
  readonly name: string;
  readonly i_customer: number | null;
  readonly outcome: string;
  /** what it changed, from and to */
  readonly changes: string;
  readonly tone: "plain" | "muted" | "warn";
  /** why not */
  readonly why: string;
  readonly at: string;
};

/** What a report shows at an address. */
export type ShownReport = ShownList<"outcome"> & {
  /** there are no lines, though there were: those of old jobs are not kept */
  readonly swept: boolean;
  /** null: a filter cannot be read */
  readonly rows: readonly ReportRow[] | null;
};

/** What it says and offers at every address. */
export type ReportWords = Readonly<
  Record<
    "report" | "row" | "customer" | "outcome" | "any_outcome" | "at" | "nothing" | "none_yet" | "swept",
    string
  >
> &
  FilterWords & {
    readonly wrong: { readonly title: string; readonly text: string };
    readonly outcomes: readonly { readonly id: string; readonly label: string }[];
  };
