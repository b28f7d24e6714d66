import { database, inTransaction, type Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { type FoundCall, findKept, type KeptCall, keepCall, takeKey } from "./kept-calls";
import { demandTag, type PlacesOfCall, type Tagging, tagNow } from "./tag-of-call";

/** What a program asks for beside its call, and where it learns of that. */
export type Asked = {
  /** so that a call that is sent again is done once: whose key it is, the key, and a hash of all that is asked for */
  readonly once?: { readonly line: string; readonly key: string; readonly hash: string };
  /** entity tags of which one must still hold; none, or `*`: whatever there is */
  readonly match?: readonly string[];
  /**
   * Called once, at the end of a call that was not refused. `tag`: the entity tag that what was read had, or that what was
   * written had then; absent: there is none. `replayed`: it was done before, and this is what it came to
   */
  readonly told: (facts: Told) => void;
};

export type Told = {
  readonly tag?: string;
  readonly replayed?: true;
  /** what the door answered with then, if it kept that */
  readonly answer?: unknown;
  /** keeps what the door answers with, so that the same call is answered with it again; absent: nobody sends it again */
  readonly keep?: (answer: unknown) => Promise<void>;
};

/** An operation that writes, as far as it is asked something beside its calls. */
type Asking = Tagging & {
  readonly name: string;
  readonly effect: string;
  readonly commits?: true;
  readonly keyed?: true;
  readonly once?: readonly string[];
};

type Where = PlacesOfCall & {
  readonly target: { readonly relation: NonNullable<KeptCall["relation"]> } | null;
};

/** A call that writes, while it is done. */
export type AskedCall = {
  /** Finds what was done before; else takes the key, if the transaction is the call's. */
  readonly before: (db: Queries) => Promise<FoundCall | null>;
  /** What it came to then. @throws Refusal 409, 422 it was another call, or its answer is told once */
  readonly replay: (found: FoundCall) => unknown;
  /** @throws Refusal 412 */
  readonly begin: (db: Queries, where: Where) => Promise<void>;
  readonly end: (db: Queries, where: Where, output: unknown) => Promise<void>;
  /** All of these, and the effect, in a transaction that the body begins. */
  readonly commit: <Output>(where: Where, act: (db: Queries) => Promise<Output>) => Promise<Output>;
  readonly told: () => Told;
};

/**
 * What a call that writes is asked beside, around its body.
 * @param i_scope the customer in whose scope it is
 * @throws Refusal 400 it cannot be asked that: its effect is not one transaction
 */
export function askedCall(definition: Asking, { once, match = [] }: Asked, i_scope: number): AskedCall {
  const isWhole = definition.effect === "writes";
  if (!isWhole && !definition.commits) demandNothing(once, match);
  const key = once && { ...once, i_scope };
  let told: Told = {};
  const replay = (found: FoundCall): unknown => {
    if (found.hash !== key?.hash || found.operation !== definition.name) throw anotherCall(definition);
    if (!("output" in found)) throw doneBefore();
    const { tag, answer } = found;
    told = { replayed: true, ...(tag && { tag }), ...(answer !== undefined && { answer }) };
    return found.output;
  };
  const begin = async (db: Queries, where: Where) => await demandTag(db, definition, where, match);
  const end = async (db: Queries, where: Where, output: unknown) => {
    const tag = await tagNow(db, definition, where);
    told = tag ? { tag } : {};
    if (!key) return;
    const { name: operation } = definition;
    const call = { operation, relation: where.target?.relation ?? null, tag };
    if (holdsSecret(definition, output)) {
      await keepCall(db, key, call);
      return;
    }
    const kept = { ...call, output };
    await keepCall(db, key, kept);
    told = { ...told, keep: async (answer) => await keepCall(database(), key, { ...kept, answer }) };
  };
  return {
    before: async (db) => (key ? await (isWhole ? takeKey : findKept)(db, key) : null),
    replay,
    begin,
    end,
    commit: async (where, act) =>
      await inTransaction(async (db) => {
        const found = key && (await takeKey(db, key));
        // what this very operation gave then
        if (found) return replay(found) as Awaited<ReturnType<typeof act>>;
        await begin(db, where);
        const output = await act(db);
        await end(db, where, output);
        return output;
      }),
    told: () => told,
  };
}

/** Whether an answer has a secret that is told once, and so is not kept. */
function holdsSecret({ once = [] }: Asking, output: unknown): boolean {
  if (typeof output !== "object" || output === null) return false;
  const members = output as Readonly<Record<string, unknown>>;
  return once.some((name) => (members[name] ?? "") !== "");
}

function demandNothing(once: Asked["once"], match: readonly string[]): void {
  if (once)
    throw new Refusal(400, "This call cannot be sent under a key; leave Idempotency-Key out", undefined, {
      key: "not_repeatable",
    });
  if (match.length > 0)
    throw new Refusal(400, "This call cannot hang on an entity tag; leave If-Match out", undefined, {
      key: "not_conditional",
    });
}

function anotherCall({ keyed }: Asking): Refusal {
  if (keyed)
    return new Refusal(409, "Parameter idempotency_key was used for another call", "idempotency_key", {
      key: "key_used",
    });
  return new Refusal(422, "Another call was made under this key", undefined, { key: "key_of_another" });
}

function doneBefore(): Refusal {
  return new Refusal(409, "This was done before; what its answer held is told once", undefined, {
    key: "told_once",
  });
}
