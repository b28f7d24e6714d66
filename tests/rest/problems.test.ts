import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { meaningOf } from "@/app/(sign-in)/api/v1/problems/[key]/meaning-of";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";

const languages = [
  ["English", en],
  ["Russian", ru],
] as const;

/** The keys by which the door itself refuses, past operations; `bare(status, key, …)` and `new Unanswerable(status, sentence, key, …)`. */
function keysOfDoor(): string[] {
  const folder = "server/doors/rest";
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, "utf8").matchAll(
        /(?:bare\(\s*\d+,\s*|Unanswerable\(\s*\d+,\s*"[^"]*",\s*)"(\w+)"/g,
      ),
    ])
    .map(([, key = ""]) => key);
}

describe.each(languages)("a problem in %s", (_name, { refusals, problems }) => {
  it("has a text for each key by which the door refuses", () => {
    const keys = keysOfDoor();
    expect(keys.length).toBeGreaterThan(7);
    expect(keys.filter((key) => !(key in refusals))).toEqual([]);
  });

  it("means something that one can read without its values", () => {
    const meanings = Object.values(refusals).map(meaningOf);
    // names in braces alone
    expect(meanings.filter((text) => /[{}]/.test(text.replaceAll(/\{\w+\}/g, "")))).toEqual([]);
    expect(meaningOf(refusals.throttled)).toContain("{seconds}");
    expect(meaningOf(refusals.file_foreign)).toContain("{kind}");
  });

  it("has advice for keys alone that there are", () => {
    expect(Object.keys(problems.advice).filter((key) => !(key in refusals))).toEqual([]);
  });
});
