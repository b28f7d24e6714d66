import type { Reply } from "../stage/poster";
import { callWith, readAnswer } from "../stage/wire";
import type { IdBook } from "./id-book";
import type { Answer, Line, Params } from "./line";
import { normalise, normaliseText, withoutNames } from "./normalise";
import { isList, type Noted, notedOf, xmlOf } from "./notation";
import type { World } from "./world";

/** Makes a call of the corpus, with this run's ids. @returns the answer with the corpus' own */
export async function perform(
  { callers, book }: World,
  { caller, method, params }: Omit<Line, "answer">,
): Promise<Answer> {
  const answer = answerIn(await callers.send(book.resolve(caller), bodyOf(method, params, book)), book);
  const isOfCurrencies = method === "getDictionary" && JSON.stringify(params).includes("currencies");
  return isOfCurrencies ? { ...answer, noted: withoutNames(answer.noted) } : answer;
}

function bodyOf(method: string, params: Params, book: IdBook): string {
  if (typeof params === "string") return book.resolve(params);
  const all = isList(params) ? params : [params];
  return callWith(method, ...all.map((param) => book.resolve(xmlOf(param))));
}

function answerIn({ status, headers, body }: Reply, book: IdBook): Answer {
  const { "x-reference": given, "www-authenticate": challenge } = headers;
  const references = typeof given === "string" ? given.split(", ").length : 0;
  if (status !== 200) {
    const said = challenge === undefined ? "" : ` ${challenge}`;
    return { noted: normaliseText(`HTTP ${status}${said}`, book), references };
  }
  return { noted: notedAnswer(body.toString("utf8"), book), references };
}

function notedAnswer(xml: string, book: IdBook): Noted {
  const answer = readAnswer(xml);
  if ("value" in answer) return normalise(notedOf(answer.value), book);
  return normaliseText(`fault ${answer.fault.code} ${answer.fault.text}`, book);
}
