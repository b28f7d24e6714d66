import type { Instrumentation } from "next";
import { courseOf, requestHeader } from "@/server/network/course";

/** Next reports here what a request failed for. What it was: server/network/answer-by-next.ts. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers }, { routeType }) => {
  const course = courseOf(headers[requestHeader]);
  // a route of ours is called with what came in as it is
  if (course) course.failure ??= { error, early: !course.reached && routeType !== "route" };
};
