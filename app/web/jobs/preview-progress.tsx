import { noticeClass } from "@/components/ui/looks";

/** What a job means for others: those below, and whoever must give the funds. */
export type ShownMeaning = { readonly text: string; readonly tone: "plain" | "warn" | "danger" };

/** How far the preview of a job is, with its counts. */
type Progress = {
  readonly counts: readonly {
    readonly name: string;
    readonly label: string;
    readonly count: string;
    /** of which it is reckoned; '' it is exact */
    readonly exactly?: string;
  }[];
  readonly note: string;
  /** from 0 to 1 */
  readonly share: number;
  readonly ended: boolean;
  readonly meaning: readonly ShownMeaning[];
};

/** The figures of a preview that grows; before JavaScript the page comes anew every two seconds, or by a link to itself. */
export function PreviewProgress({
  shown,
  here,
  again,
}: {
  readonly shown: Progress;
  readonly here: string;
  readonly again: string;
}) {
  return (
    <>
      {shown.counts.length > 0 ? (
        <dl className="preview-counts mb-3">
          {shown.counts.map(({ name, label, count, exactly = "" }) => (
            <div key={name} data-count={name}>
              <dt>{label}</dt>
              <dd>{count}</dd>
              {exactly === "" ? null : <dd className="preview-exactly">{exactly}</dd>}
            </div>
          ))}
        </dl>
      ) : null}
      <p role="status" className="text-muted">
        {shown.note}
      </p>
      {shown.ended ? null : (
        <>
          <progress max={1} value={shown.share} aria-label={shown.note} className="preview-share" />
          <noscript>
            <meta httpEquiv="refresh" content="2" />
            <a href={here} className="underline underline-offset-2">
              {again}
            </a>
          </noscript>
        </>
      )}
      {shown.meaning.map(({ text, tone }) => (
        <p key={text} className={tone === "plain" ? "mt-1" : noticeClass(tone, "mt-3 mb-0!")}>
          {text}
        </p>
      ))}
    </>
  );
}
