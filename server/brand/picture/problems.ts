/** Why we did not draw a picture. */
export const drawingProblems = [
  /** not a PNG, JPEG, WebP or SVG */
  "picture_expected",
  /** begins like a picture, but is cut off or broken */
  "picture_damaged",
  /** more pixels than we draw */
  "picture_pixels",
  /** takes more time, memory or steps than a logo needs */
  "picture_complex",
  /** an SVG that is compressed, or not UTF-8 */
  "svg_text",
] as const;
export type DrawingProblem = (typeof drawingProblems)[number];

/** Thrown while we check or draw a picture; we tell the sender. */
export class Undrawable extends Error {
  override readonly name = "Undrawable";
  constructor(readonly problem: DrawingProblem) {
    super(problem);
  }
}
