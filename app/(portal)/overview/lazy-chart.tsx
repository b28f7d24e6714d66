"use client";

import dynamic from "next/dynamic";
import type { ChartData } from "./charts";

/** The drawing library comes after the page: nothing waits for it, and its place is kept. */
const Drawn = dynamic(() => import("./charts").then(({ Chart }) => Chart), { ssr: false });

export function LazyChart(props: { readonly data: ChartData; readonly label: string }) {
  return <Drawn {...props} />;
}
