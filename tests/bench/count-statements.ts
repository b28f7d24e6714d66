import pg from "pg";

/**
 * Loaded before the program that is measured: counts the statements that it sends, without those of its transactions, and
 * tells the number to whoever asks by a message.
 */
let count = 0;
const original = pg.Client.prototype.query;
// the driver's method has many signatures; we only look at the text
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]): unknown {
  const [first] = given;
  const text = typeof first === "string" ? first : String((first as { text?: unknown } | null)?.text ?? "");
  if (!/^(begin|commit|rollback|set|savepoint|release)\b/i.test(text)) count += 1;
  return Reflect.apply(original, this, given);
} as typeof original;

process.on("message", () => process.send?.({ count }));
// asking must not keep the program alive
process.channel?.unref();
