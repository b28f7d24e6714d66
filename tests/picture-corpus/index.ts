import type { DrawingProblem } from "@/server/brand/picture/problems";

/** A hostile picture, what it is, and how it must end; `any` if a sentence or a small picture will do. */
export type Hostile = readonly [
  what: string,
  file: Uint8Array,
  ends: DrawingProblem | "too_large" | "drawn" | "any",
];
