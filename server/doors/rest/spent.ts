import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { log } from "../../ground/log";

/** How many calls, and of them how many that write. */
type Count = { calls: number; writes: number };

const windowSeconds = 60;

/** What somebody has spent within the last minute, by second: what this process knows, and what others have said. */
export class Spent {
  private readonly seconds = new Map<number, Count>();
  /** of all these seconds */
  private readonly sum: Count = { calls: 0, writes: 0 };
  private unsaid: Count = { calls: 0, writes: 0 };
  private others: Count = { calls: 0, writes: 0 };
  private forgottenAt = 0;

  add(writes: boolean, now: number): void {
    const second = Math.floor(now / 1_000);
    const count = this.seconds.get(second) ?? { calls: 0, writes: 0 };
    for (const one of [count, this.sum, this.unsaid]) {
      one.calls += 1;
      if (writes) one.writes += 1;
    }
    this.seconds.set(second, count);
  }

  /** How many within the last minute. */
  within(of: keyof Count, now: number): number {
    return this.others[of] + this.ownWithin(of, now);
  }

  /** In how many seconds there is room for one more below a limit. */
  secondsUntil(of: keyof Count, most: number, now: number): number {
    let over = this.within(of, now) - most + 1;
    if (over <= 0) return windowSeconds;
    const current = Math.floor(now / 1_000);
    // in their order, as they came
    for (const [second, count] of this.seconds) {
      over -= count[of];
      if (over <= 0) return Math.max(1, second + windowSeconds + 1 - current);
    }
    return windowSeconds;
  }

  /** What was spent here since this was asked last. */
  takeUnsaid(): Count {
    const { unsaid } = this;
    this.unsaid = { calls: 0, writes: 0 };
    return unsaid;
  }

  /** Learns what all processes together have spent within the minute. */
  hear(all: Count, now: number): void {
    const own = { calls: this.ownWithin("calls", now), writes: this.ownWithin("writes", now) };
    this.others = {
      calls: Math.max(0, all.calls - own.calls),
      writes: Math.max(0, all.writes - own.writes),
    };
  }

  isIdle(now: number): boolean {
    return this.within("calls", now) === 0 && this.unsaid.calls === 0;
  }

  private ownWithin(of: keyof Count, now: number): number {
    const first = Math.floor(now / 1_000) - windowSeconds;
    // a second is over once
    if (this.forgottenAt !== first) {
      this.forgottenAt = first;
      for (const [second, count] of this.seconds) {
        if (second > first) break;
        this.seconds.delete(second);
        this.sum.calls -= count.calls;
        this.sum.writes -= count.writes;
      }
    }
    return this.sum[of];
  }
}

const known = new Map<string, Spent>();
let timer: NodeJS.Timeout | undefined;

/** What somebody has spent: a line of keys, or a customer. */
export function spentBy(who: string): Spent {
  const made = known.get(who) ?? new Spent();
  known.set(who, made);
  // once a second, so that no call waits for it; an idle process does not
  timer ??= setInterval(() => void tellAll(), 1_000).unref();
  return made;
}

/** Tells the other processes what was spent here, and hears what was there. Never throws: then each counts for itself. */
async function tellAll(now = Date.now()): Promise<void> {
  for (const [who, spent] of known) if (spent.isIdle(now)) known.delete(who);
  if (known.size === 0) {
    clearInterval(timer);
    timer = undefined;
    return;
  }
  const said = [...known].map(([who, spent]) => ({ who, ...spent.takeUnsaid() }));
  try {
    const rows = await readRows<{ who: string; calls: number; writes: number }>(
      database(),
      Prisma.sql`
      WITH said AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(said)}::json) AS s (who text, calls int, writes int)
      ), written AS (
        INSERT INTO api_rates AS r (who, second, calls, writes)
        SELECT who, extract(epoch FROM now())::int, calls, writes FROM said WHERE calls > 0
        ON CONFLICT (who, second) DO UPDATE SET calls = r.calls + excluded.calls, writes = r.writes + excluded.writes
        RETURNING who, calls, writes, second
      ), gone AS (
        DELETE FROM api_rates WHERE second < extract(epoch FROM now())::int - ${10 * windowSeconds}
      )
      SELECT s.who,
             (coalesce(sum(r.calls), 0) + s.calls)::int AS calls, (coalesce(sum(r.writes), 0) + s.writes)::int AS writes
        FROM said s LEFT JOIN api_rates r ON r.who = s.who AND r.second > extract(epoch FROM now())::int - ${windowSeconds}
       GROUP BY s.who, s.calls, s.writes`,
    );
    for (const { who, ...all } of rows) known.get(who)?.hear(all, Date.now());
  } catch (error) {
    log.error({ err: error }, "the limits of keys could not be summed up");
  }
}
