import type { Actor } from "../../actor/actor";
import { Refusal } from "../../ground/refusal";
import type { Shape } from "../calls/shape";
import type { Batch } from "../calls/streamed";
import type { Methods } from "../xmlapi/method";
import { answerShape, givenBy, namedIn, recorded } from "../xmlapi/perform-method";
import { unknownMethod } from "../xmlapi/unknown-method";
import type { Fields } from "./read-fields";
import { paramsIn } from "./read-params";
import { writeJson } from "./write-json";

/** An answer's text, or the pieces of one that we read while we send it. */
export type Answer = string | AsyncIterable<string>;

/** Under which name old programs look once more for all that a method answers with. */
const onceMoreUnder: Readonly<Record<string, string>> = {
  getAccountInfo: "account",
  getTariffInfo: "tariff",
};

/** Performs a call: any method of XML-RPC but those about XML-RPC. @throws Refusal, and anything else that an operation throws */
export async function perform(actor: Actor, fields: Fields, methods: Methods): Promise<Answer> {
  const name = fields.get("action") ?? "";
  return await recorded(actor, name, async () => {
    if (name === "") throw new Refusal(400, "Field action is required.", "action", { key: "required" });
    const method = namedIn(methods, name);
    if (!method || typeof method === "function") throw unknownMethod(name);
    const given = await givenBy(actor, method, paramsIn(fields.get("JSONString"), method));
    if (!("members" in given)) return pieces(given.member, given.item, given.batches);
    const text = writeJson(answerShape(method), { result: "OK", ...given.members });
    const under = Object.hasOwn(onceMoreUnder, name) ? onceMoreUnder[name] : undefined;
    if (under === undefined) return text;
    const again = writeJson({ struct: method.returns }, given.members);
    return `${text.slice(0, -1)},${JSON.stringify(under)}:${again}}`;
  });
}

async function* pieces(member: string, item: Shape, batches: AsyncIterable<Batch>): AsyncIterable<string> {
  let before = `{"result":"OK",${JSON.stringify(member)}:[`;
  for await (const { items } of batches) {
    for (const one of items) {
      yield `${before}${writeJson(item, one)}`;
      before = ",";
    }
  }
  yield before === "," ? "]}" : `${before}]}`;
}
