import type { ShownPages } from "@/components/ui/table";
import type { ShownProgress } from "../../web/jobs/words/progress-text";

/** A job in a list, in the reader's words. */
export type JobRow = {
  readonly i_job: number;
  readonly title: string;
  /** how it does it: 'City: Lima · Country: Peru' */
  readonly how: string;
  /** how many it is about, and by which filter */
  readonly whom: string;
  readonly filter: string;
  readonly by: string;
  readonly since: string;
  readonly took: string;
  /** what it did; of one that waits for something, that */
  readonly results: string;
  /** it runs or rests, and is so far */
  readonly progress?: ShownProgress;
  /** it stopped before its end */
  readonly stopped?: true;
};

/** What the list of jobs shows at an address. */
export type ShownJobs = {
  readonly query: string;
  /** those that run or rest; only on the first page */
  readonly running: readonly JobRow[];
  /** those that nobody has started yet, and only their own people see */
  readonly drafts: readonly JobRow[];
  readonly ended: readonly JobRow[];
  /** the figures of some of them still move */
  readonly atWork: boolean;
  readonly none: boolean;
  readonly pages: ShownPages;
};

/** What it says at every address. */
export type JobsWords = Readonly<
  Record<
    | "title"
    | "running"
    | "drafts"
    | "ended"
    | "job"
    | "whom"
    | "by"
    | "since"
    | "took"
    | "results"
    | "stopped",
    string
  >
> & {
  readonly none: {
    readonly title: string;
    readonly text: string;
    /** leads to the customers; '' the reader can do nothing to several */
    readonly first: string;
  };
};
