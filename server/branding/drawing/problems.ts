/** Why a picture was not drawn. */
export const drawingProblems = [
  /** no PNG, JPEG, WebP or SVG */
  "picture_expected",
  /** begins as a picture and does not go on as one: cut off, or broken */
  "picture_damaged",
  /** more pixels than are drawn */
  "picture_pixels",
  /** takes more time, memory or steps than a logo needs */
  "picture_complex",
  /** an SVG that is compressed, or not UTF-8 */
  "svg_text",
] as const;
export type DrawingProblem = (typeof drawingProblems)[number];

/** Thrown while a picture is looked at or drawn, and told to whoever sent it. */
export class Undrawable extends Error {
  override readonly name = "Undrawable";
  constructor(readonly problem: DrawingProblem) {
    super(problem);
  }
}
