import { answerShapeOf } from "../../rest/answer-shape";
import type { Route } from "../../rest/routes/route";
import { exampleOfShape } from "./example-of-shape";
import { shownInAnswers } from "./examples-of-calls";

/** What a success of a route could be answered with; undefined: nothing. Tests hold it to its schema. */
export function exampleOfAnswer(route: Route): unknown {
  const answer = answerShapeOf(route);
  if (!answer) return undefined;
  const { there, shape, beside } = answer;
  const own = { ...shownInAnswers[there.call], ...shownInAnswers[route.call] };
  const whole = exampleOfShape(shape, there.of ?? "", own);
  if (!there.list) return whole;
  const others = Object.entries(beside).map(([name, inner]) => [name, exampleOfShape(inner, name, own)]);
  return { data: [whole], next: null, ...Object.fromEntries(others) };
}
