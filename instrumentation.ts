import type { Instrumentation } from "next";
import { courseOf, requestHeader } from "@/server/doors/front/course";

/** Next reports here why a request failed. For the use of it see server/doors/front/answer-by-next.ts. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers }, { routeType }) => {
  const course = courseOf(headers[requestHeader]);
  // Next calls our routes with the request unchanged
  if (course) course.failure ??= { error, early: !course.reached && routeType !== "route" };
};
