import { mkdirSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import type pg from "pg";
import { watchStatements } from "../database/recorded-statements";

/**
 * Loaded before the program that is measured. It counts the statements that the program sends, without those of its
 * transactions, and answers messages: `count` with that number, `flush` too, once the database has told what it has read,
 * `profile` and `write` by beginning and ending a profile.
 */
let count = 0;
const connections = new Set<pg.Client>();
watchStatements(({ text }, client) => {
  if (text === flush) return;
  if (!connections.has(client)) {
    connections.add(client);
    client.once("end", () => connections.delete(client));
  }
  if (!/^(begin|commit|rollback|set|savepoint|release)\b/i.test(text)) count += 1;
});

const flush = "SELECT pg_stat_force_next_flush()";

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
  const counted = count;
  if (asked === "flush")
    await Promise.allSettled([...connections].map(async (one) => await one.query(flush)));
  process.send?.({ count: counted });
});
// asking must not keep the program alive
process.channel?.unref();
