import { STATUS_CODES } from "node:http";
import { Refusal } from "../../ground/refusal";
import { spellReference } from "../../ground/text/reference";
import { inRussian } from "./in-russian";

/** What HTTP itself refuses, beside what operations do. */
type HttpStatus = 404 | 405 | 406 | 413 | 415;

/** A request that no operation sees: no such address, a method that it does not have, a body of another kind. */
export class Unanswerable extends Error {
  override readonly name = "Unanswerable";

  constructor(
    readonly status: HttpStatus,
    /** one sentence of English */
    message: string,
    readonly key: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A problem as it is sent. Source: RFC 9457; rest, 'Problems'. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** the sentence that XML-RPC has, too */
  readonly detail: string;
  readonly code: number;
  readonly key: string;
  readonly attribute?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly reference?: string;
  readonly detail_local?: string;
  /** of an entity tag that does not hold: the parts that have changed */
  readonly changed?: readonly string[];
  /** of a dry run: all reasons, not the first alone */
  readonly reasons?: readonly Problem[];
};

/** Where each kind of problem is explained. */
const problems = "/api/v1/problems";

/** Puts what an operation refused into a problem. @param language that the caller reads beside English */
export function problemOf(refusal: Refusal, language: "en" | "ru"): Problem {
  const { code, message, attribute, reason, reference } = refusal;
  const { key = `code_${code}`, values } = reason ?? {};
  return {
    ...bare(code, key, message),
    ...(attribute === undefined ? {} : { attribute }),
    ...(values === undefined || Object.keys(values).length === 0 ? {} : { values }),
    ...(code === 412 && values?.parts !== undefined ? { changed: `${values.parts}`.split(", ") } : {}),
    ...(reference === undefined ? {} : { reference: spellReference(reference) }),
    ...(language === "ru" ? { detail_local: inRussian(key, code, values ?? {}) } : {}),
  };
}

/** A problem that has nothing but its sentence. */
export function bare(status: number, key: string, detail: string): Problem {
  return {
    type: `${problems}/${key}`,
    title: STATUS_CODES[status] ?? "Problem",
    status,
    detail,
    code: status,
    key,
  };
}

/** Refuses what came in by its form. @param said ends the sentence 'Parameter x …' */
export function misshapen(name: string, said: string, key = "malformed"): Refusal {
  return new Refusal(400, `Parameter ${name} ${said}`, name, { key });
}
