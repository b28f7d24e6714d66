import { type Actor, authorOf } from "../actor/actor";
import { database } from "../database/client";
import { log } from "../ground/log";
import type { Refusal } from "../ground/refusal";
import { makeReference } from "../ground/text/reference";
import { withoutSecrets } from "../ground/text/without-secrets";

/** The customer in whose scope a refusal happened. */
type ScopeOfCall = { readonly i_customer: number; readonly path: string; readonly name: string };

/** How long people can look a refusal up. */
const keptDays = 30;
const sweepEveryMs = 10 * 60_000;
let sweptAt = Date.now();

/**
 * Records a refusal under a short reference and sets that reference on it. Runs outside the transaction that the
 * refusal rolled back. It does not store the input, because somebody may have typed a secret into any field; where a refusal
 * quotes some of it, keys and secrets are left out. Never throws; if it cannot record the refusal, there is no reference.
 * @param scope absent: the call was refused before its scope was found, so the actor's own customer counts
 */
export async function recordRefusal(
  actor: Actor,
  operation: string,
  refusal: Refusal,
  scope?: ScopeOfCall,
): Promise<void> {
  // 410 is a success, the program itself has nobody to quote a reference to, and a job has a report
  if (refusal.code === 410 || actor.door === "system" || actor.job || refusal.reference !== undefined) return;
  const reference = makeReference();
  const { key = "", values = {} } = refusal.reason ?? {};
  const author = authorOf(actor);
  const place = scope ?? actor.behalf;
  try {
    await database().$executeRaw`
      INSERT INTO refusals (reference, operation, door, actor_customer, actor_path, actor_name, actor_login,
                            actor_i_web_user, i_customer, path, name, code, attribute, message, reason_key, reason_values)
      SELECT ${reference}, ${keepable(operation).slice(0, 100)}, ${actor.door}, a.i_customer, a.path, a.name, ${author.login},
             ${author.i_web_user}::int, coalesce(${place?.i_customer ?? null}::int, a.i_customer),
             coalesce(${place?.path ?? null}::text, a.path), coalesce(${place?.name ?? null}::text, a.name),
             ${refusal.code}, ${refusal.attribute === undefined ? null : keepable(refusal.attribute)}, ${keepable(refusal.message)}, ${key},
             ${JSON.stringify(tellable(values))}::jsonb
        FROM customers a WHERE a.i_customer = ${author.i_customer}`;
    refusal.reference = reference;
    void sweepRefusals();
  } catch (error) {
    log.error({ err: error, operation }, "a refusal could not be recorded");
  }
}

/** Drops what somebody else wrote into the field meanwhile: that is the customer's data, and this record is not the place for it. */
function tellable({ theirs: _data, ...values }: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? keepable(value) : value,
    ]),
  );
}

/** PostgreSQL stores neither NUL nor lone surrogates, and nobody a secret. */
function keepable(text: string): string {
  return withoutSecrets(text.toWellFormed().replaceAll("\0", "")).slice(0, 500);
}

/** Deletes old records now and then, without making a call wait. */
export async function sweepRefusals(now = Date.now()): Promise<void> {
  if (now - sweptAt < sweepEveryMs) return;
  sweptAt = now;
  await database()
    .$executeRaw`DELETE FROM refusals WHERE at < now() - make_interval(days => ${keptDays}::int)`.catch(
    (error: unknown) => log.error({ err: error }, "old refusals could not be deleted"),
  );
}
