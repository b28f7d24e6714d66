import { describe, expect, it } from "vitest";
import { readCall } from "@/server/doors/xmlapi/codec/read-call";
import { isStruct, type WireValue } from "@/server/doors/xmlapi/codec/values";
import { Refusal } from "@/server/ground/refusal";
import { seed } from "../../chance";
import { grammatical, mutated } from "../codec/documents";
import { Random } from "../stage/random";

/** How many documents had each outcome, and the slowest one. */
type Tally = { calls: number; refused: Map<string, number>; slowest: { ms: number; document: string } };

/** Reads a number of documents. @throws if one is neither a call nor refused with a sentence */
function tally(count: number, make: () => string | Buffer): Tally {
  const seen: Tally = { calls: 0, refused: new Map(), slowest: { ms: 0, document: "" } };
  for (let made = 0; made < count; made += 1) {
    const document = Buffer.from(make());
    const began = performance.now();
    const sentence = outcomeOf(document);
    const ms = performance.now() - began;
    if (sentence === null) seen.calls += 1;
    else seen.refused.set(sentence, (seen.refused.get(sentence) ?? 0) + 1);
    if (ms > seen.slowest.ms) seen.slowest = { ms, document: document.toString("latin1").slice(0, 200) };
  }
  return seen;
}

/** The sentence of a refusal, without the names in it; null for a call. */
function outcomeOf(document: Buffer): string | null {
  try {
    const { method, params } = readCall(document);
    expect(method).not.toBe("");
    for (const param of params) demandCarried(param);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw new Error(`SEED=${seed}: ${JSON.stringify(document.toString("latin1"))}`, { cause: error });
    }
    expect(error.code).toBe(400);
    expect(error.message).toMatch(/^The request [^\n]*[^.]\.$/);
    return error.message.replace(/<[^>]*>/g, "<…>");
  }
}

/** Checks that XML can carry what we read, so that we can always give back what an operation stores. */
function demandCarried(value: WireValue): void {
  if (typeof value === "string") {
    expect(value.isWellFormed()).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
    expect(value).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  } else if (Array.isArray(value)) {
    for (const item of value) demandCarried(item);
  } else if (isStruct(value)) {
    for (const member of Object.values(value)) demandCarried(member);
  }
}

const report = (what: string, { calls, refused, slowest }: Tally) =>
  console.log(
    `${what}: SEED=${seed}, ${calls} calls; slowest ${slowest.ms.toFixed(1)} ms: ${slowest.document}\n` +
      [...refused].map(([sentence, count]) => `${String(count).padStart(6)} ${sentence}`).join("\n"),
  );

describe("a document", () => {
  it("by the grammar is a call, all 2,000 of them", () => {
    const random = new Random(seed);
    const seen = tally(2_000, () => grammatical(random, 0));
    expect([...seen.refused]).toEqual([]);
  });

  it("with mistakes in it is a call or is refused in a sentence, all 5,000 of them", () => {
    const random = new Random(seed);
    const seen = tally(5_000, () => grammatical(random, 1 + random.below(3)));
    report("mistakes", seen);
    expect(seen.calls).toBeGreaterThan(250);
    expect(seen.refused.size).toBeGreaterThan(8);
  });

  it("of which bytes were changed is a call or is refused in a sentence, all 5,000 of them", () => {
    const random = new Random(seed);
    const seen = tally(5_000, () => mutated(random));
    report("mutations", seen);
    expect(seen.calls).toBeGreaterThan(25);
    expect(seen.refused.size).toBeGreaterThan(3);
  });

  it("that is cut off anywhere before its end is refused", () => {
    const random = new Random(seed);
    for (let made = 0; made < 30; made += 1) {
      const whole = Buffer.from(grammatical(random, 0));
      for (let end = 0; end < whole.length; end += 1) {
        expect([whole.subarray(0, end).toString(), outcomeOf(whole.subarray(0, end))]).not.toContain(null);
      }
    }
  });

  it.each([
    "<!DOCTYPE a>",
    "<!DOCTYPE a [",
    '<!DOCTYPE a [<!ENTITY x "y">',
    "<!DOCTYPE a [<!-- b -->",
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"',
    '<!DOCTYPE a "',
    "<!doctype a>",
  ])("with a document type is refused, whether that is closed or not: %s", (declaration) => {
    const random = new Random(seed);
    for (let made = 0; made < 20; made += 1) {
      const document = grammatical(random, 0).replace(/^\ufeff?(<\?.*?\?>\s*)?/, `$&${declaration}`);
      expect(outcomeOf(Buffer.from(document))).toMatch(/document type declaration|not well-formed/);
    }
  });
});
