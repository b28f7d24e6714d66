/**
 * Does one job.
 * @param payload as it is stored
 * @param again it was begun before, by a process that ended in the middle, or it failed
 */
export type Task = (payload: unknown, again: boolean) => Promise<unknown>;

/** Something done by the clock, from every two seconds on, by one process on the whole database. */
export type Round = {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
};

export type Work = {
  /** by the names of the jobs */
  readonly tasks: Readonly<Record<string, Task>>;
  readonly rounds: readonly Round[];
  /** ends what rounds have begun and did not wait for */
  readonly end?: () => Promise<void>;
};
