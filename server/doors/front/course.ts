import type { Refusal, RefusalCode } from "../../ground/refusal";

/** What happens to a request while Next answers it, for our front and for the page we show instead. */
export type Course = {
  /** the request reached our code; a failure before that is the request's own fault */
  reached: boolean;
  /** the first error that Next reported */
  failure: Failure | null;
  /** what people typed into a form that they sent after their log-in had ended, without secrets */
  typed: readonly Typed[] | null;
  /** what we show instead of the requested page */
  instead: Instead | null;
};

export type Failure = {
  readonly error: unknown;
  /** the request had not reached our code */
  readonly early: boolean;
};

/** A refused page, a failed one with its reference in the log, or a form whose sender was no longer logged in. */
export type Instead =
  | { readonly refusal: Told }
  | { readonly reference: string }
  | { readonly typed: readonly Typed[] };

/** A field and what people typed into it. */
type Typed = readonly [name: string, value: string];

/** What a page says about a refusal, or by 503 while the database is away, which is no operation's. */
export type Told = Pick<Refusal, "message" | "reason" | "reference"> & { readonly code: RefusalCode | 503 };

/** The header that identifies a request within the program. We overwrite whatever the client sent in it. */
export const requestHeader = "x-trellis-request";

/** All bundles share this: pages are in another one than our front. */
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

/** The course of a request; null: somebody has answered it already, or it did not come through our front. */
export function courseOf(id: unknown): Course | null {
  return (typeof id === "string" ? courses.get(id) : undefined) ?? null;
}
