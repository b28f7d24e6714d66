"use client";

import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";

/** A piece of a sentence: words; who did it, in bold; or whom it was about, who has a page. */
export type Piece = string | readonly [who: string] | readonly [whom: string, i_customer: number];

/** A fact of an entry, or a value that it changed. `was` is the value before; '' and absent: there was none to tell. */
export type Fact = readonly [
  label: string,
  value: string,
  was?: string,
  more?: { readonly before?: string; readonly after?: string },
];

/** What an entry and a step of a support session have. */
type Told = {
  /** seconds since 1970, and what a clock of the reader showed */
  readonly at: number;
  readonly time: string;
  readonly says: readonly Piece[];
  readonly facts?: readonly Fact[];
  readonly changes?: readonly Fact[];
  /** folds the changes away, if they are many, and says how many */
  readonly fold?: string;
};

/** An entry in the reader's words. What it lacks has nothing to tell. */
export type ShownEntry = Told & {
  readonly icon: IconName;
  /** its door, if that is not the web */
  readonly door?: string;
  /** somebody worked in another's name */
  readonly support?: true;
  readonly refused?: string;
  /** where support was, in whose name, and why */
  readonly below?: readonly string[];
  readonly warning?: string;
  /** the reader's own job that it belongs to */
  readonly job?: number;
  readonly reference?: string;
  /** the earlier ones that are equal to this one, and their number with it */
  readonly same?: { readonly count: string; readonly at: readonly (readonly [at: number, time: string])[] };
  readonly visit?: {
    readonly says: string;
    readonly steps: readonly Told[];
    readonly all?: readonly [href: string, label: string];
  };
};

export type ShownHistory = {
  readonly days: readonly {
    readonly day: string;
    readonly title: string;
    readonly entries: readonly ShownEntry[];
  }[];
  /** the words of the doors that entries have */
  readonly doors: Readonly<Record<string, string>>;
  /** the word for a job, if some belong to one */
  readonly job?: string;
  /** says that there is nothing */
  readonly empty?: string;
};

/** The doors other than the web's, with their icons. */
export const doorIcons: Readonly<Record<string, IconName>> = {
  api: "square-terminal",
  trusted: "server",
  support: "life-buoy",
  system: "cog",
};

/** A history below a heading for each day: when, what kind, a sentence, and below it each change before → after. */
export function HistoryView({ days, doors, job, empty }: ShownHistory) {
  if (empty) return <p className="text-muted">{empty}</p>;
  return (
    <div className="history" data-part="history">
      {days.map(({ day, title, entries }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="day">
            {title}
          </h2>
          <ol className="entries">
            {entries.map((entry, at) => (
              // entries neither move nor come and go by themselves
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <Entry key={at} entry={entry} doors={doors} job={job} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({
  entry,
  doors,
  job,
}: { readonly entry: ShownEntry } & Pick<ShownHistory, "doors"> & { readonly job: string | undefined }) {
  const { door, below, warning, reference, same, visit } = entry;
  return (
    <li className={entry.support ? "by-support" : undefined}>
      <Time at={entry.at} time={entry.time} />
      <Icon name={entry.icon} />
      <div>
        <Sentence pieces={entry.says} />
        {entry.refused ? <small> · {entry.refused}</small> : null}
        {same ? (
          <details>
            <summary>{same.count}</summary>
            <ol>
              {same.at.map(([at, time]) => (
                <li key={at}>
                  <Time at={at} time={time} />
                </li>
              ))}
            </ol>
          </details>
        ) : null}
        {below?.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {warning ? <p className="warning">{warning}</p> : null}
        <Facts told={entry} />
        {visit ? <Visit {...visit} /> : null}
      </div>
      {door || reference || entry.job !== undefined ? (
        <div>
          {door ? (
            <span>
              <Icon name={doorIcons[door] ?? "globe"} size={14} />
              {doors[door]}
            </span>
          ) : null}
          {entry.job === undefined ? null : (
            <a href={`/jobs/${entry.job}`} className="inline-block min-h-6 min-w-6">
              {job}
            </a>
          )}
          {reference ? <code>{reference}</code> : null}
        </div>
      ) : null}
    </li>
  );
}

/** A support session as one line, which sums it up and opens to its steps, the oldest first. */
function Visit({ says, steps, all }: NonNullable<ShownEntry["visit"]>) {
  return (
    <details className="visit" data-part="visit">
      <summary>{says}</summary>
      <ol>
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps stay as they are
          <li key={at}>
            <Time at={step.at} time={step.time} />
            <div>
              <Sentence pieces={step.says} />
              <Facts told={step} />
            </div>
          </li>
        ))}
      </ol>
      {all ? <a href={all[0]}>{all[1]}</a> : null}
    </details>
  );
}

function Time({ at, time }: { readonly at: number; readonly time: string }) {
  return <time dateTime={new Date(at * 1000).toISOString()}>{time}</time>;
}

function Sentence({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    const [name, i_customer] = piece;
    return i_customer === undefined ? (
      <b key="who">{name}</b>
    ) : (
      <a key={i_customer} href={`/customers/${i_customer}`}>
        {name}
      </a>
    );
  });
}

function Facts({ told: { facts, changes, fold } }: { readonly told: Told }) {
  const first = [...(facts ?? []), ...(fold ? [] : (changes ?? []))];
  return (
    <>
      {first.length > 0 ? <FactList facts={first} /> : null}
      {fold ? (
        <details>
          <summary>{fold}</summary>
          <FactList facts={changes ?? []} />
        </details>
      ) : null}
    </>
  );
}

function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <ul>
      {facts.map(([label, value, was, more]) => (
        <li key={label}>
          <span>{label} </span>
          <div>
            {more?.before ? <small>{more.before} </small> : null}
            {was ? (
              <>
                <s>{was}</s> → <b>{value}</b>
              </>
            ) : (
              value
            )}
            {more?.after ? <small> · {more.after}</small> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
