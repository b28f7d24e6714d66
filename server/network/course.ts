import type { Refusal } from "../refusal";

/** What becomes of a request while Next answers it, for what stands in front and for the page shown instead. */
export type Course = {
  /** code of ours was reached: what fails before that fails because of what came in */
  reached: boolean;
  /** the first error that Next reported */
  failure: Failure | null;
  /** what was typed into a form that was sent after the log-in had ended, secrets left out */
  typed: readonly Typed[] | null;
  /** what is shown instead of what was asked for */
  instead: Instead | null;
};

export type Failure = {
  readonly error: unknown;
  /** no code of ours had been reached */
  readonly early: boolean;
};

/** A page that was refused, one that failed and stands in the log under a reference, or a form that nobody sent. */
export type Instead =
  | { readonly refusal: Told }
  | { readonly reference: string }
  | { readonly typed: readonly Typed[] };

/** A field and what was typed into it. */
type Typed = readonly [name: string, value: string];

/** What a page tells of a refusal. */
export type Told = Pick<Refusal, "code" | "message" | "reason" | "reference">;

/** The header by which the parts of the program know a request: ours alone, whatever was sent. */
export const requestHeader = "x-trellis-request";

/** One for all bundles: pages are in another than what stands in front of them. */
const key = Symbol.for("trellis.courses");
const shared: typeof globalThis & { [key]?: Map<string, Course> } = globalThis;
shared[key] ??= new Map();
const courses = shared[key];

/** Begins to watch a request, until `end`. */
export function watchCourse(id: string): { readonly course: Course; readonly end: () => void } {
  const course: Course = { reached: false, failure: null, typed: null, instead: null };
  courses.set(id, course);
  return { course, end: () => courses.delete(id) };
}

/** The course of a request that is being answered. null: it is answered already, or did not come through the front */
export function courseOf(id: unknown): Course | null {
  return (typeof id === "string" ? courses.get(id) : undefined) ?? null;
}
