import type { Seen } from "./alias-proof";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long we still serve a lost alias, so that a mistake in DNS locks nobody out. */
export const servedForMs = 7 * day;
/** One check that finds nothing may be a hiccup of DNS; a second one, this much later, decides. */
export const secondCheckMs = 10 * minute;
const verifiedMs = 6 * hour;
const eagerForMs = 7 * day;
const firstChecks = [1, 5, 15].map((minutes) => minutes * minute);

/** The state of an alias's proof. */
export type ProofState = {
  readonly verified: boolean;
  readonly asked_at: Date;
  readonly lost_at: Date | null;
  readonly missed_at: Date | null;
};

/** Whether somebody else holds the same alias: nobody, somebody whose record stands, or somebody who lost it. */
export type Holder = "nobody" | "stands" | "lost";

/** What a check changes; `find`: the record of a lost alias is back. */
export type AliasEvent = "verify" | "find" | "lose" | "end";

export type Judged = {
  readonly after: Omit<ProofState, "asked_at">;
  readonly event: AliasEvent | null;
  /** what we report about the check; `taken`: the record is right, but another customer holds the alias */
  readonly seen: Seen | "taken";
  readonly nextCheckAt: Date;
};

/**
 * Decides what follows from a check of an alias's record. A verified alias whose record is missing twice is lost, and ends
 * after seven days unless the record comes back; silence from DNS proves nothing. A fresh proof beats a lost alias, but
 * never one whose record stands. Source: semantics, 'Branding'.
 */
export function judgeCheck(before: ProofState, seen: Seen, holder: Holder, now: Date): Judged {
  if (!before.verified) return judgeWaiting(before, seen, holder, now);
  if (seen === "found") {
    const after = { verified: true, lost_at: null, missed_at: null };
    return { after, event: before.lost_at ? "find" : null, seen, nextCheckAt: later(now, verifiedMs) };
  }
  if (before.lost_at) return judgeLost(before.lost_at, seen, now);
  if (seen === "failed")
    return {
      after: { verified: true, lost_at: null, missed_at: before.missed_at },
      event: null,
      seen,
      nextCheckAt: later(now, hour),
    };
  const missed_at = before.missed_at ?? now;
  const decidesAt = later(missed_at, secondCheckMs);
  if (before.missed_at === null || now < decidesAt) {
    return { after: { verified: true, lost_at: null, missed_at }, event: null, seen, nextCheckAt: decidesAt };
  }
  return {
    after: { verified: true, lost_at: now, missed_at: null },
    event: "lose",
    seen,
    nextCheckAt: later(now, hour),
  };
}

function judgeWaiting({ asked_at }: ProofState, seen: Seen, holder: Holder, now: Date): Judged {
  const none = { lost_at: null, missed_at: null };
  if (seen === "found" && holder !== "stands") {
    return { after: { verified: true, ...none }, event: "verify", seen, nextCheckAt: later(now, verifiedMs) };
  }
  return {
    after: { verified: false, ...none },
    event: null,
    seen: seen === "found" ? "taken" : seen,
    nextCheckAt: nextWaitingCheck(asked_at, now),
  };
}

function judgeLost(lost_at: Date, seen: Seen, now: Date): Judged {
  const endsAt = later(lost_at, servedForMs);
  if (now >= endsAt) {
    const after = { verified: false, lost_at: null, missed_at: null };
    return { after, event: "end", seen, nextCheckAt: later(now, day) };
  }
  const after = { verified: true, lost_at, missed_at: null };
  const next = Math.min(now.getTime() + hour, endsAt.getTime());
  return { after, event: null, seen, nextCheckAt: new Date(next) };
}

/** One, five and fifteen minutes after the request, then hourly, and daily after a week. */
export function nextWaitingCheck(asked_at: Date, now: Date): Date {
  const waited = now.getTime() - asked_at.getTime();
  const first = firstChecks.find((ms) => ms > waited);
  if (first !== undefined) return later(asked_at, first);
  return later(now, waited < eagerForMs ? hour : day);
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
