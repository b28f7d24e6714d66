import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sharedReads } from "@/server/ground/shared-reads";

describe("reads that are shared", () => {
  it("are one for all who ask the same in one turn, and another for whoever asks something else", async () => {
    const { ask, reads } = counting();
    const answers = await Promise.all([ask("a"), ask("b"), ask("a"), ask("a")]);
    expect(answers).toEqual(["a 0", "b 0", "a 0", "a 0"]);
    expect(reads).toEqual(["a", "b"]);
  });

  it("see what was done before somebody asked, though others asked before", async () => {
    const { ask, change } = counting();
    const before = ask("a");
    change();
    const after = ask("a");
    expect([await before, await after]).toEqual(["a 1", "a 1"]);
  });

  it("are not shared with whoever asks once they have begun", async () => {
    const { ask, change, reads } = counting();
    const first = ask("a");
    await turn();
    change();
    expect([await first, await ask("a")]).toEqual(["a 0", "a 1"]);
    expect(reads).toEqual(["a", "a"]);
  });

  it("fail for all who asked, and for nobody after them", async () => {
    let fails = true;
    const ask = sharedReads(async (question) => {
      if (fails) throw new Error("away");
      return question;
    });
    const both = [ask("a"), ask("a")];
    for (const one of both) await expect(one).rejects.toThrow("away");
    fails = false;
    expect(await ask("a")).toBe("a");
  });
});

/** A read that counts what has changed when it begins. */
function counting() {
  const reads: string[] = [];
  let changes = 0;
  const ask = sharedReads(async (question) => {
    const found = changes;
    reads.push(question);
    await turn();
    return `${question} ${found}`;
  });
  const change = () => {
    changes += 1;
  };
  return { ask, reads, change };
}
