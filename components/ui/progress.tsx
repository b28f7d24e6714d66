"use client";

/** How far something is. @param share from 0 to 1 @param text the same in words, which stands beside it */
export function Progress({
  label,
  share,
  text,
}: {
  readonly label: string;
  readonly share: number;
  readonly text: string;
}) {
  return (
    <div className="progress">
      <progress aria-label={label} value={share} max={1} />
      <span>{text}</span>
    </div>
  );
}
