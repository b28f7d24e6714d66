"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { roundTicks } from "./round-ticks";

type Point = {
  readonly label: string;
  /** one for each series */
  readonly values: readonly number[];
  /** says what the point is, then its figures */
  readonly words: readonly string[];
};

/** A chart's points along an axis, with one or more stacked series. */
export type ChartData = {
  readonly kind: "line" | "bars";
  readonly points: readonly Point[];
  readonly colours: readonly string[];
  /** every n-th point has a label below it, counted from the last */
  readonly labelEvery: number;
  /** the same on narrow screens */
  readonly labelEveryNarrow: number;
  /** the values are counts, or hundredths of a whole */
  readonly of: "amounts" | "counts" | "percent";
};

/**
 * Draws a chart. It comes with the page, and a script adds the words for each point. Screen readers get one picture with
 * a name, since the table behind it holds the figures; arrow keys move between points.
 */
export function Chart({
  data,
  label,
  locale,
}: {
  readonly data: ChartData;
  readonly label: string;
  readonly locale: string;
}) {
  const { points, of } = data;
  const [at, setAt] = useState<number | null>(null);
  const sums = points.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const ticks =
    of === "percent" ? [0, 50, 100] : roundTicks(Math.max(0, ...sums), { whole: of === "counts" });
  const format = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const unit = of === "percent" ? "\u00a0%" : "";
  const tip = at === null ? undefined : points[at];
  return (
    <div className="@container grid h-full grid-cols-[max-content_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_1.5rem] pt-2 text-[12px] leading-none text-muted tabular-nums">
      <div className="flex flex-col-reverse justify-between pr-2" aria-hidden data-part="chart-ticks">
        {ticks.map((tick) => (
          <span key={tick} className="flex h-0 items-center justify-end whitespace-nowrap">
            {format.format(tick)}
            {unit}
          </span>
        ))}
      </div>
      <div className="relative min-w-0">
        <svg
          role="img"
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: people who see it read its points with arrow keys
          tabIndex={0}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
          onPointerMove={(event) => setAt(pointUnder(event, points.length))}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
          onKeyDown={(event) => {
            const next = pointBeside(event, at, points.length);
            if (next === null) return;
            event.preventDefault();
            setAt(next);
          }}
        >
          <Drawing data={data} most={ticks.at(-1) || 1} lines={ticks.length - 1} at={at} />
        </svg>
        {tip && at !== null ? <Tip point={tip} x={middleOf(at, points.length)} /> : null}
      </div>
      <Labels data={data} />
    </div>
  );
}

type Drawn = {
  readonly data: ChartData;
  /** the value at the top */
  readonly most: number;
  readonly lines: number;
  readonly at: number | null;
};

/** Draws in a square of 100 and stretches it over the chart; strokes keep their width. */
function Drawing({ data: { kind, points, colours }, most, lines, at }: Drawn) {
  const heights = points.map(({ values }) => values.map((value) => (value / most) * 100));
  return (
    <>
      {Array.from({ length: lines + 1 }, (_, index) => 100 - (index / Math.max(1, lines)) * 100).map((y) => (
        <line key={y} x1="0" x2="100" y1={y} y2={y} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
      ))}
      {at === null ? null : (
        <line
          x1={middleOf(at, points.length)}
          x2={middleOf(at, points.length)}
          y1="0"
          y2="100"
          stroke="var(--line-strong)"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {kind === "line"
        ? colours.map((colour, series) => {
            const way = heights.map(
              (of, index) => `${middleOf(index, points.length)},${100 - (of[series] ?? 0)}`,
            );
            const [first, last] = [middleOf(0, points.length), middleOf(points.length - 1, points.length)];
            return (
              <g key={colour}>
                <polygon
                  points={`${first},100 ${way.join(" ")} ${last},100`}
                  fill={colour}
                  fillOpacity="0.08"
                />
                <polyline
                  points={way.join(" ")}
                  fill="none"
                  stroke={colour}
                  strokeWidth="2"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              </g>
            );
          })
        : points.map(({ label }, index) => (
            <Bar key={label} {...{ index, colours }} of={heights[index] ?? []} count={points.length} />
          ))}
    </>
  );
}

/** A bar of one or more parts; for 0 it is a stub, so that people see the day. */
function Bar(props: {
  readonly index: number;
  readonly count: number;
  readonly of: readonly number[];
  readonly colours: readonly string[];
}) {
  const { index, count, of, colours } = props;
  const width = Math.min(8, 70 / count);
  const x = middleOf(index, count) - width / 2;
  if (of.every((height) => height <= 0))
    return <rect x={x} y={98.7} width={width} height={1.3} fill="var(--line-button)" />;
  return colours.map((colour, series) => {
    const below = of.slice(0, series).reduce((sum, height) => sum + height, 0);
    const height = of[series] ?? 0;
    return <rect key={colour} x={x} y={100 - below - height} width={width} height={height} fill={colour} />;
  });
}

/** The names of points at equal distances, each within the chart's own width. */
function Labels({ data: { points, labelEvery, labelEveryNarrow } }: { readonly data: ChartData }) {
  return (
    <div className="relative col-start-2" aria-hidden data-part="chart-labels">
      {points.map(({ label }, index) => {
        const fromLast = points.length - 1 - index;
        const [isWide, isNarrow] = [fromLast % labelEvery === 0, fromLast % labelEveryNarrow === 0];
        if (!isWide && !isNarrow) return null;
        const x = middleOf(index, points.length);
        return (
          <span
            key={label}
            className={`absolute top-2 whitespace-nowrap ${isNarrow ? "" : "@max-[34rem]:hidden"} ${isWide ? "" : "@min-[34rem]:hidden"}`}
            style={{ left: `${x}%`, transform: `translateX(-${x}%)` }}
          >
            {label}
          </span>
        );
      })}
    </div>
  );
}

function Tip({ point: { words }, x }: { readonly point: Point; readonly x: number }) {
  const [first, ...rest] = words;
  return (
    <div
      className="pointer-events-none absolute top-0 z-10 w-max max-w-full rounded-control bg-raised px-3 py-2 text-[0.8125rem] leading-5 text-text shadow-(--shadow)"
      style={{ left: `${x}%`, transform: `translateX(-${x}%)` }}
    >
      <div className="font-medium">{first}</div>
      {rest.map((line) => (
        <div key={line} className="text-muted">
          {line}
        </div>
      ))}
    </div>
  );
}

/** The middle of a point's share of the width, in hundredths. */
function middleOf(index: number, count: number): number {
  return Number((((index + 0.5) / count) * 100).toFixed(3));
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
