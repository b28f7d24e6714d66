import { Prisma } from "../database/generated/client";
import { assignments, insertion, readRows, writeRows } from "../database/rows";
import { makeSigningKey, secretText } from "../events/signature";
import { encrypt } from "../ground/keys/encryption";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { readOptional, readRequired } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { changesBetween } from "../operation/changes";
import { lockCustomers } from "../operation/lock-places";
import { operation } from "../operation/operation";
import { entryOf, findEndpoint, manage, manageOne } from "./endpoint";
import { demandTarget, readEvents, readNote, readReach, readUrl } from "./endpoint-input";
import { tellAdministrators } from "./tell-administrators";

/** A customer has at most so many. */
const mostEndpoints = 20;

/**
 * Adds an endpoint, of everything that is the customer's own where nothing else is said. The answer alone has its secret.
 * @throws Refusal 400 · 403 level · 409 too many · 429 too many aliases of others tried
 */
export const addEndpoint = operation({
  name: "addEndpoint",
  needs: { ...manage, about: "scope" },
  effect: "writes",
  once: ["secret"],
  input: (raw) => ({
    url: readRequired(raw, "url", readUrl),
    events: readOptional(raw, "events", readEvents) ?? (["*"] as const),
    reach: readOptional(raw, "reach", readReach) ?? ("self" as const),
    note: readOptional(raw, "note", readNote) ?? "",
  }),
  async run({ db, actor, scope, check, input: { url, events, reach, note } }) {
    const { i_customer } = scope;
    await lockCustomers(db, [i_customer]);
    const [made] = await readRows<{ count: number }>(
      db,
      Prisma.sql`SELECT count(*)::int AS count FROM webhook_endpoints WHERE i_customer = ${i_customer}`,
    );
    await check(
      async () => await demandTarget(url, scope, actor),
      () => demandFewer(made?.count ?? 0),
    );
    const key = makeSigningKey();
    const [row] = await readRows<{ i_endpoint: number }>(
      db,
      Prisma.sql`
      INSERT INTO webhook_endpoints ${insertion({
        i_customer,
        url,
        events: [...events],
        reach,
        note,
        secret: Buffer.from(encrypt(key)),
        set_by_line: actor.key?.line ?? null,
        secret_by_line: actor.key?.line ?? null,
      })}
      RETURNING i_endpoint`,
    );
    if (!row) throw new Error("an insert returns its row");
    const { i_endpoint } = row;
    const detail = { ...entryOf({ i_endpoint, url }), events, reach };
    await audit(db, actor, { operation: "addEndpoint", target: scope, detail });
    await tellAdministrators(db, actor, scope, { i_endpoint, url });
    return { i_endpoint, secret: secretText(key) };
  },
});

function demandFewer(made: number): void {
  if (made < mostEndpoints) return;
  throw new Refusal(409, `There are ${mostEndpoints} endpoints already, and cannot be more`, undefined, {
    key: "most_endpoints",
    values: { most: mostEndpoints },
  });
}

/** Changes an endpoint; what is absent stays. What waits goes where it leads by then. @throws Refusal 400 · 403 level · 404 */
export const editEndpoint = operation({
  name: "editEndpoint",
  needs: manageOne,
  effect: "writes",
  input: (raw) => ({
    i_endpoint: readId(raw, "i_endpoint"),
    url: readOptional(raw, "url", readUrl),
    events: readOptional(raw, "events", readEvents),
    reach: readOptional(raw, "reach", readReach),
    // nil clears it
    note: raw.note === null ? "" : readOptional(raw, "note", readNote),
  }),
  async run({ db, actor, scope, target, check, input }) {
    const { i_endpoint, ...values } = input;
    const before = await findEndpoint(db, target.id);
    const { url } = values;
    const moved = url !== undefined && url !== before.url;
    await check(async () => {
      if (moved) await demandTarget(url, scope, actor);
    });
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const events = values.events && { events: [...values.events] };
    const told = { ...before, events: before.events.join(", ") };
    const after: Record<string, unknown> = {
      ...given,
      ...(values.events && { events: values.events.join(", ") }),
    };
    // what changes nothing counts nothing up
    const counted = Object.keys(changesBetween(told, after)).length > 0 ? 1 : 0;
    if (Object.keys(given).length > 0)
      await writeRows(
        db,
        Prisma.sql`
        UPDATE webhook_endpoints SET ${assignments({ ...given, ...events, ...(moved ? { set_by_line: actor.key?.line ?? null } : {}) })}, version = version + ${counted}::int
         WHERE i_endpoint = ${i_endpoint}`,
      );
    const { url: _url, ...changed } = after;
    await audit(db, actor, {
      operation: "editEndpoint",
      target: scope,
      detail: {
        ...entryOf({ i_endpoint, url: url ?? before.url }),
        ...changesBetween(told, changed),
        // the rest of an address may be a secret
        ...(moved ? { former_host: new URL(before.url).host } : {}),
      },
    });
    if (moved) await tellAdministrators(db, actor, scope, { i_endpoint, url }, before.url);
    return {};
  },
});

/** Deletes an endpoint with all that waits for it. @throws Refusal 403 level · 404 */
export const deleteEndpoint = operation({
  name: "deleteEndpoint",
  needs: manageOne,
  effect: "writes",
  input: (raw) => ({ i_endpoint: readId(raw, "i_endpoint") }),
  async run({ db, actor, scope, target }) {
    const endpoint = await findEndpoint(db, target.id);
    await writeRows(db, Prisma.sql`DELETE FROM webhook_endpoints WHERE i_endpoint = ${endpoint.i_endpoint}`);
    await audit(db, actor, { operation: "deleteEndpoint", target: scope, detail: entryOf(endpoint) });
    return {};
  },
});

/**
 * Makes a new secret, which the answer alone has. The former one signs beside it for a day; one that it replaced before signs no more,
 * so that two rotations shut out whoever learned of it. @throws Refusal 403 level · 404
 */
export const rotateEndpointSecret = operation({
  name: "rotateEndpointSecret",
  needs: manageOne,
  effect: "writes",
  once: ["secret"],
  input: (raw) => ({ i_endpoint: readId(raw, "i_endpoint") }),
  async run({ db, actor, scope, target }): Promise<{ secret: string; former_until: Date }> {
    const endpoint = await findEndpoint(db, target.id);
    const key = makeSigningKey();
    const [row] = await readRows<{ former_until: Date }>(
      db,
      Prisma.sql`
      UPDATE webhook_endpoints SET former_secret = secret, former_until = now() + interval '24 hours',
                                   secret = ${Buffer.from(encrypt(key))}, secret_by_line = ${actor.key?.line ?? null}::int,
                                   version = version + 1
       WHERE i_endpoint = ${endpoint.i_endpoint} RETURNING former_until`,
    );
    if (!row) throw new Error("an update of a row that is there returns it");
    await audit(db, actor, { operation: "rotateEndpointSecret", target: scope, detail: entryOf(endpoint) });
    return { secret: secretText(key), former_until: row.former_until };
  },
});
