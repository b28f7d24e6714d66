import type pg from "pg";

/** Whose lists they are. */
export type Place = {
  /** a customer with a long history, ledger and notes */
  readonly i_customer: number;
  /** a support session with many steps */
  readonly reference: string;
  /** a job with many rows, one of many */
  readonly i_job: number;
  /** a webhook with a long log */
  readonly i_endpoint: number;
};

const mark = "one of many";

/**
 * Gives the demonstration's reseller lists of several pages. @param owner connected as the owner of the database
 * @returns where they are, and the like that the reseller may not see
 */
export async function fillLists(owner: pg.Client): Promise<{ readonly seen: Place; readonly hidden: Place }> {
  const { rows } = await owner.query<{ i_customer: number }>(
    "SELECT i_customer FROM customers WHERE name = 'Blue Door Bakery'",
  );
  const [found] = rows;
  if (!found) throw new Error("the demonstration has another shape");
  const { i_customer } = found;
  // sessions of the reseller's staff, and one of the operator's
  await owner.query(
    `INSERT INTO support_sessions (reference, token_hash, form_hash, i_session, staff_customer, staff_path, staff_name,
                                   staff_i_web_user, staff_login, i_customer, path, name, reason, ends_at, ended_at, ended_by)
     SELECT translate(to_char(n, 'FM00000000'), '01', 'AB'), $1 || n, $1 || n, 0, s.i_customer, s.path, s.name, u.i_web_user,
            u.login, c.i_customer, c.path, c.name, $1 || ' ' || n, now(), now(), 'staff'
       FROM generate_series(1, 60) n
       JOIN web_users u ON u.login = CASE WHEN n = 60 THEN 'ssp-root' ELSE 'reseller' END
       JOIN customers s ON s.i_customer = u.i_customer, customers c WHERE c.i_customer = $2`,
    [mark, i_customer],
  );
  // steps of one of each, and changes that are nobody's visit
  await owner.query(
    `INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, actor_login, actor_i_web_user, i_customer,
                            path, name, changes, behalf_customer, behalf_path, behalf_name, i_support, support_reference, support_reason)
     SELECT 'updateCustomer', 'support', p.staff_customer, p.staff_path, p.staff_name, p.staff_login, p.staff_i_web_user, p.i_customer,
            p.path, p.name, jsonb_build_object('city', jsonb_build_array('Before ' || n, 'After ' || n)), p.i_customer, p.path, p.name,
            p.i_support, p.reference, p.reason
       FROM generate_series(1, 60) n, support_sessions p WHERE p.reference = ANY ($1)`,
    [[referenceOf(1), referenceOf(60)]],
  );
  await owner.query(
    `INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, i_customer, path, name, changes)
     SELECT 'updateCustomer', CASE WHEN n % 7 = 0 THEN 'system' ELSE 'web' END, p.i_customer, p.path, p.name, c.i_customer, c.path, c.name,
            jsonb_build_object(CASE WHEN n % 9 = 0 THEN 'city' ELSE 'street_addr' END, jsonb_build_array('Before ' || n, 'After ' || n))
       FROM generate_series(1, 60) n, customers c JOIN customers p ON p.i_customer = c.i_wholesaler WHERE c.i_customer = $1`,
    [i_customer],
  );
  await owner.query(
    `WITH made AS (
       INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind, note, name, path,
                           actor_customer, door)
       SELECT c.i_customer, c.ledger_place + n, c.ledger_place + n - 1, c.balance, 0, c.balance, c.base_currency, 'correction',
              $1 || ' ' || n, c.name, c.path, c.i_wholesaler, 'web'
         FROM generate_series(1, 60) n, customers c WHERE c.i_customer = $2)
     UPDATE customers SET ledger_place = ledger_place + 60 WHERE i_customer = $2`,
    [mark, i_customer],
  );
  await owner.query(
    `INSERT INTO notes (i_customer, of_customer, login, text)
     SELECT c.i_customer, c.i_wholesaler, 'reseller', $1 || ' ' || n FROM generate_series(1, 30) n, customers c WHERE c.i_customer = $2`,
    [mark, i_customer],
  );
  await owner.query(
    `INSERT INTO blocks (i_customer, set_by_customer, reason, note)
     SELECT c.i_customer, p.i_customer, CASE WHEN c.i_customer % 5 = 0 THEN 'fraud' ELSE 'other' END, $1
       FROM customers p JOIN customers c ON starts_with(c.path, p.path) AND c.i_wholesaler <> p.i_customer
      WHERE p.name = 'Acme Voice' ORDER BY c.i_customer DESC LIMIT 80`,
    [mark],
  );
  const [job, foreignJob] = [await giveJobsTo(owner, "reseller"), await giveJobsTo(owner, "ssp-root")];
  const [log, foreignLog] = [await giveLogTo(owner, "reseller"), await giveLogTo(owner, "ssp-root")];
  return {
    seen: { i_customer, reference: referenceOf(1), i_job: job, i_endpoint: log },
    hidden: { i_customer: 1, reference: referenceOf(60), i_job: foreignJob, i_endpoint: foreignLog },
  };
}

/** Gives somebody many jobs that are done, of which the last has a long report. */
async function giveJobsTo(owner: pg.Client, login: string): Promise<number> {
  const { rows } = await owner.query<{ i_job: number }>(
    `INSERT INTO jobs (kind, act, selection, state, i_customer, i_scope, door, i_web_user, login, started_at, ended_at, listed_to,
                       total, changed, told)
     SELECT 'block', jsonb_build_object('reason', 'other', 'note', $1::text, 'text', n::text), '{"filter": {}}', 'done', u.i_customer,
            u.i_customer, 'web', u.i_web_user, u.login, now(), now(), NULL, 120, 118, true
       FROM web_users u, generate_series(1, 60) n WHERE u.login = $2 ORDER BY n RETURNING i_job`,
    [mark, login],
  );
  const i_job = rows.at(-1)?.i_job ?? 0;
  await owner.query(
    `INSERT INTO job_rows (i_job, "row", i_customer, name, outcome, why, at)
     SELECT $1, n, n, $2 || ' ' || n, CASE WHEN n > 60 THEN 'changed' ELSE 'refused' END,
            CASE WHEN n > 60 THEN NULL ELSE '{"code": 404, "message": "gone", "attribute": null, "key": "gone"}'::jsonb END, now()
       FROM generate_series(1, 120) n`,
    [i_job, mark],
  );
  return i_job;
}

/** Gives somebody a webhook that is off, with a long log, to which nothing comes that other tests do. */
async function giveLogTo(owner: pg.Client, login: string): Promise<number> {
  const { rows } = await owner.query<{ i_endpoint: number }>(
    `INSERT INTO webhook_endpoints (i_customer, url, events, reach, note, secret, state, why)
     SELECT u.i_customer, 'https://nobody.invalid/', '{alias.lost}', 'self', $1, '', 'off', 'person' FROM web_users u WHERE u.login = $2
     RETURNING i_endpoint`,
    [mark, login],
  );
  const i_endpoint = rows[0]?.i_endpoint ?? 0;
  await owner.query(
    `WITH made AS (
       INSERT INTO webhook_events (word, i_customer, path, name, handed_out)
       SELECT 'customer.updated', c.i_customer, c.path, $2 || ' ' || n, true
         FROM generate_series(1, 60) n, webhook_endpoints p JOIN customers c USING (i_customer) WHERE p.i_endpoint = $1
       RETURNING i_event)
     INSERT INTO webhook_messages (i_event, i_endpoint, state) SELECT i_event, $1, 'missed' FROM made`,
    [i_endpoint, mark],
  );
  return i_endpoint;
}

/** Takes away again what other tests would meet; the history stays. */
export async function takeBack(owner: pg.Client): Promise<void> {
  await owner.query("DELETE FROM support_sessions WHERE starts_with(token_hash, $1)", [mark]);
  await owner.query("DELETE FROM webhook_endpoints WHERE note = $1", [mark]);
  await owner.query("DELETE FROM webhook_events WHERE starts_with(name, $1)", [mark]);
  await owner.query("DELETE FROM jobs WHERE act->>'note' = $1", [mark]);
  await owner.query("DELETE FROM notes WHERE starts_with(text, $1)", [mark]);
  await owner.query("DELETE FROM blocks WHERE note = $1", [mark]);
  const filled = "SELECT i_customer FROM ledger WHERE starts_with(note, $1)";
  await owner.query(`UPDATE customers SET ledger_place = ledger_place - 60 WHERE i_customer IN (${filled})`, [
    mark,
  ]);
  await owner.query("DELETE FROM ledger WHERE starts_with(note, $1)", [mark]);
}

function referenceOf(n: number): string {
  return String(n).padStart(8, "0").replaceAll("0", "A").replaceAll("1", "B");
}
