import { database } from "../../database/client";
import { writeLater } from "../../ground/write-later";

/** When a key was used last, and from where, to the minute. */
type Use = { readonly minute: number; readonly address: string | null };

const minuteMs = 60_000;
/** If more keys than this are used within a second, we do not remember all of them. */
const mostKeys = 10_000;

let unwritten = new Map<number, Use>();
/** The minutes that are written, of the keys of the present minute. */
let written = { minute: 0, keys: new Set<number>() };

/**
 * Notes that a key was used, for its owner. A key is noted once a minute, in memory; once a second we write all notes, apart
 * from the calls, so that no call waits for that.
 */
export function noteKeyUse(i_key: number, address: string | null): void {
  const minute = Math.floor(Date.now() / minuteMs);
  if (written.minute !== minute) written = { minute, keys: new Set() };
  if (written.keys.has(i_key) || unwritten.size >= mostKeys) return;
  written.keys.add(i_key);
  unwritten.set(i_key, { minute, address });
  later.soon();
}

const later = writeLater(() => {
  const uses = [...unwritten].map(([i_key, { minute, address }]) => ({
    i_key,
    at: new Date(minute * minuteMs),
    address,
  }));
  unwritten = new Map();
  return uses.length === 0 ? null : async () => await write(uses);
}, "the uses of keys could not be written");

/** Writes the notes that are not written yet. Never throws: forgets what it cannot write. */
export const writeKeyUses = later.now;

/** A key that is being rotated or ended is left out: it is noted a minute later, and nobody waits for anybody. */
async function write(uses: readonly { readonly i_key: number }[]): Promise<void> {
  await database().$executeRaw`
    WITH u AS (SELECT * FROM json_to_recordset(${JSON.stringify(uses)}::json) AS u (i_key int, at timestamptz, address text)),
         held AS (SELECT k.i_key FROM api_keys k JOIN u USING (i_key)
                   WHERE k.used_at IS NULL OR k.used_at < u.at FOR NO KEY UPDATE OF k SKIP LOCKED)
    UPDATE api_keys k SET used_at = u.at, used_address = u.address
      FROM held JOIN u USING (i_key) WHERE k.i_key = held.i_key`;
}
