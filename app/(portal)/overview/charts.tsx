"use client";

import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

type Point = {
  readonly label: string;
  /** one for each series */
  readonly values: readonly number[];
  /** what is said of it: first what it is, then its figures */
  readonly words: readonly string[];
};

/** What is drawn: points along an axis, with one or more series. */
export type ChartData = {
  readonly kind: "line" | "bars";
  readonly points: readonly Point[];
  readonly colours: readonly string[];
  readonly stacked?: boolean;
  readonly unit?: string;
};

const text = { fill: "var(--muted)", fontSize: 12 } as const;

/**
 * Draws it. For readers of screens it is one picture with a name: the table behind it says the figures; the arrow
 * keys go from point to point for those who see it.
 */
export function Chart({ data, label }: { readonly data: ChartData; readonly label: string }) {
  const { kind, points, colours, stacked = false, unit = "" } = data;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rows = points.map((point) => ({
    ...point,
    ...Object.fromEntries(point.values.map((value, at) => [`v${at}`, value])),
  }));
  const common = { data: rows, margin: { top: 8, right: 4, bottom: 0, left: 0 }, accessibilityLayer: true };
  const parts = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis
      key="x"
      dataKey="label"
      tickLine={false}
      axisLine={{ stroke: "var(--line)" }}
      tick={text}
      minTickGap={16}
    />,
    <YAxis
      key="y"
      width={44}
      tickLine={false}
      axisLine={false}
      tick={text}
      allowDecimals={false}
      unit={unit}
      tickFormatter={short}
      domain={unit === "%" ? [0, 100] : [0, "auto"]}
    />,
    <Tooltip
      key="tip"
      content={Tip}
      cursor={{ fill: "var(--hover)", stroke: "var(--line-strong)" }}
      isAnimationActive={false}
    />,
  ];
  return (
    <ResponsiveContainer width="100%" height="100%">
      {kind === "line" ? (
        <AreaChart {...common} role="img" title={label}>
          {parts}
          {colours.map((colour, at) => (
            <Area
              key={colour}
              dataKey={`v${at}`}
              type="monotone"
              stroke={colour}
              strokeWidth={2}
              fill={colour}
              fillOpacity={0.12}
              isAnimationActive={!still}
              animationDuration={150}
            />
          ))}
        </AreaChart>
      ) : (
        <BarChart {...common} role="img" title={label}>
          {parts}
          {colours.map((colour, at) => (
            <Bar
              key={colour}
              dataKey={`v${at}`}
              fill={colour}
              maxBarSize={stacked ? 40 : 24}
              radius={stacked ? 0 : [2, 2, 0, 0]}
              {...(stacked ? { stackId: "all" } : {})}
              isAnimationActive={!still}
              animationDuration={150}
            />
          ))}
        </BarChart>
      )}
    </ResponsiveContainer>
  );
}

/** Large figures in short, by the page's own language. */
function short(value: number): string {
  return new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" }).format(value);
}

type Tipped = { readonly active?: boolean; readonly payload?: readonly { readonly payload?: Point }[] };

function Tip({ active, payload }: Tipped) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const [first, ...rest] = point.words;
  return (
    <div className="rounded-control bg-raised px-3 py-2 text-[0.8125rem] shadow-(--shadow)">
      <div className="font-medium">{first}</div>
      {rest.map((words) => (
        <div key={words} className="text-muted tabular-nums">
          {words}
        </div>
      ))}
    </div>
  );
}
