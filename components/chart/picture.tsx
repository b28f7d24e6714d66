"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** What a chart draws, all in words and hundredths of its height. */
export type PictureValues = {
  readonly kind: "line" | "bars";
  /** the words for the points, then for each of their figures */
  readonly heads: readonly string[];
  /** each point's name and figures; '' where there is nothing to say */
  readonly rows: readonly (readonly string[])[];
  /** how high each point stands */
  readonly heights: readonly number[];
  /** the words of the axis from 0 up, at equal distances */
  readonly ticks: readonly string[];
  /** the points that have their name below; `wide`: only where there is room */
  readonly labels: readonly (readonly [at: number, words: string, wide?: "wide"])[];
  /** the point whose figure stands beside it */
  readonly marked: readonly [at: number, words: string];
};

/**
 * Draws a line or bars as SVG. Strokes keep their width, and texts are HTML, however wide it is. Screen readers get one
 * picture with a name, since the table behind it holds the figures; arrow keys move between points.
 */
export function Picture({ label, ...values }: PictureValues & { readonly label: string }) {
  const { kind, heads, rows, heights, ticks, labels, marked } = values;
  const [at, setAt] = useState<number | null>(null);
  const count = heights.length;
  const [name, ...figures] = (at === null ? undefined : rows[at]) ?? [];
  return (
    <div className="chart" data-part="chart">
      <div className="chart-ticks" aria-hidden data-part="chart-ticks">
        {ticks.map((tick) => (
          <span key={tick}>{tick}</span>
        ))}
      </div>
      <div className="chart-plot">
        <svg
          role="img"
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: people who see it read its points with arrow keys
          tabIndex={0}
          className={kind}
          onPointerMove={(event) => setAt(pointUnder(event, count))}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
          onKeyDown={(event) => {
            const next = pointBeside(event, at, count);
            if (next === null) return;
            event.preventDefault();
            setAt(next);
          }}
        >
          {ticks.map((tick, index) => (
            <Grid key={tick} y={100 - (index / Math.max(1, ticks.length - 1)) * 100} />
          ))}
          {at === null ? null : <line x1={`${xOf(at, count)}%`} x2={`${xOf(at, count)}%`} y2="100%" />}
          {kind === "line" ? <Line heights={heights} /> : <Bars heights={heights} />}
        </svg>
        <Mark x={xOf(marked[0], count)} y={heights[marked[0]] ?? 0} words={marked[1]} />
        {at === null ? null : (
          <div className="chart-tip" style={placeAt(xOf(at, count))}>
            <b>{name}</b>
            {figures.map((figure, index) =>
              figure === "" ? null : (
                <div key={heads[index + 1]}>
                  {heads[index + 1]}: {figure}
                </div>
              ),
            )}
          </div>
        )}
      </div>
      <div className="chart-labels" aria-hidden data-part="chart-labels">
        {labels.map(([point, words, wide]) => (
          <span key={point} className={wide} style={placeAt(xOf(point, count))}>
            {words}
          </span>
        ))}
      </div>
    </div>
  );
}

function Grid({ y }: { readonly y: number }) {
  return <line className="grid" x2="100%" y1={`${y}%`} y2={`${y}%`} />;
}

/** Straight from point to point, with its ground and a dot at the last. */
function Line({ heights }: Pick<PictureValues, "heights">) {
  const count = heights.length;
  const way = heights.map((height, index) => `${xOf(index, count)},${round(100 - height)}`).join("L");
  const [first, last] = [xOf(0, count), xOf(count - 1, count)];
  return (
    <>
      <Stretched>
        <path className="ground" d={`M${first},100L${way}L${last},100Z`} />
        <path className="way" d={`M${way}`} />
      </Stretched>
      <circle cx={`${last}%`} cy={`${round(100 - (heights.at(-1) ?? 0))}%`} r="4" />
    </>
  );
}

/** They end below the picture, which cuts them, so that only their tops are round; a point without a bar is a stub. */
function Bars({ heights }: Pick<PictureValues, "heights">) {
  const count = heights.length;
  const width = round(Math.min(8, 70 / count));
  const left = (index: number) => round(xOf(index, count) - width / 2);
  const stubs = heights.map((height, index) => (height > 0 ? "" : `M${left(index)},100h${width}`)).join("");
  return (
    <>
      {heights.map((height, index) =>
        height > 0 ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: points stand in the order of time
            key={index}
            x={`${left(index)}%`}
            y={`${round(100 - height)}%`}
            width={`${width}%`}
            height="110%"
            rx="2"
          />
        ) : null,
      )}
      <Stretched>
        <path className="stubs" d={stubs} />
      </Stretched>
    </>
  );
}

/** A square of 100, stretched over the picture. */
function Stretched({ children }: { readonly children: React.ReactNode }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none">
      {children}
    </svg>
  );
}

function Mark({ x, y, words }: { readonly x: number; readonly y: number; readonly words: string }) {
  return (
    <span className="chart-mark" aria-hidden style={{ ...placeAt(x), bottom: `${round(y)}%` }}>
      {words}
    </span>
  );
}

/** Hundredths of the width, at which the style sheet centres a text and keeps it within both edges. */
function placeAt(x: number) {
  return { "--x": x } as React.CSSProperties;
}

/** The middle of a point's share of the width, in hundredths. */
function xOf(index: number, count: number): number {
  return round(((index + 0.5) / count) * 100);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function pointUnder(event: PointerEvent<SVGSVGElement>, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
}

/** The point to which an arrow key leads; null for any other key. */
function pointBeside({ key }: KeyboardEvent, at: number | null, count: number): number | null {
  if (key === "ArrowRight") return at === null ? 0 : Math.min(count - 1, at + 1);
  if (key === "ArrowLeft") return at === null ? count - 1 : Math.max(0, at - 1);
  return null;
}
