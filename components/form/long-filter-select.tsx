"use client";

import type { ComponentProps } from "react";
import { FilterSelect } from "./filter-field";

/** A choice among many: a page sends the list once, and both sides draw it. */
export function LongFilterSelect(props: ComponentProps<typeof FilterSelect>) {
  return <FilterSelect {...props} />;
}
