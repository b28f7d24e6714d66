import { mkdirSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { watchStatements } from "../database/recorded-statements";

/**
 * Loaded before the program that is measured. It counts the statements that the program sends, without those of its
 * transactions, and answers messages: `count` with that number, `profile` and `write` by beginning and ending a profile.
 */
let count = 0;
watchStatements(({ text }) => {
  if (!/^(begin|commit|rollback|set|savepoint|release)\b/i.test(text)) count += 1;
});

const session = new Session();

process.on("message", async (asked) => {
  if (asked === "profile") {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
  }
  if (asked === "write") {
    const { profile } = await session.post("Profiler.stop");
    mkdirSync(process.env.PROFILE ?? ".", { recursive: true });
    writeFileSync(join(process.env.PROFILE ?? ".", "pages.cpuprofile"), JSON.stringify(profile));
  }
  process.send?.({ count });
});
// asking must not keep the program alive
process.channel?.unref();
