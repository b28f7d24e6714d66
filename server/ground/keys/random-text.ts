import { randomFillSync } from "node:crypto";

// the system hands out 4 KiB nearly as soon as 16 bytes
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** Random bytes as text, each given out once, for what every answer needs anew. @param bytes 4,096 at most */
export function randomText(bytes: number, encoding: "base64" | "base64url"): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString(encoding, used, used + bytes);
  pool.fill(0, used, used + bytes);
  used += bytes;
  return text;
}
