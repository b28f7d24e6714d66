import type { EventWord } from "@/attributes/event-words";
import { type MessageState, messageStates, type TryProblem } from "@/attributes/webhooks";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readCursor, writeCursor } from "../input/cursor";
import { readId, readPlainText } from "../input/read-id";
import { rowsIn } from "../input/read-page";
import { oneOf, readFilter } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { manageOne } from "./endpoint";

/** A message of an endpoint's log, with what came of its last try. */
export type Message = {
  readonly i_message: string;
  readonly i_event: string;
  readonly event: EventWord;
  /** when it happened */
  readonly at: Date;
  /** whom it is about */
  readonly i_customer: number;
  readonly name: string;
  readonly example: boolean;
  readonly state: MessageState;
  readonly tries: number;
  /** null: it does not wait */
  readonly next_try_at: Date | null;
  readonly tried_at: Date | null;
  readonly took_ms: number | null;
  readonly status: number | null;
  readonly problem: TryProblem | null;
};

/** A try to send a message, and what came of it. */
export type TryOfMessage = {
  readonly at: Date;
  readonly took_ms: number;
  /** null: no answer came, and `problem` says why */
  readonly status: number | null;
  /** null: the endpoint took it */
  readonly problem: TryProblem | null;
  /** the beginning of the answer */
  readonly answer: string;
};

/** The same with what was sent and what was answered the last time, and with each try. */
export type WholeMessage = Message & {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  /** the beginning of the answer */
  readonly answer: string;
  /** the newest first, those before it was sent again among them; the last 20 */
  readonly attempts: readonly TryOfMessage[];
};

const pageSize = 50;

/** Lists the messages of an endpoint, the newest first; of one `state`, if it is given. Kept for 30 days. @throws Refusal 403 · 404 */
export const listMessages = operation({
  name: "listMessages",
  needs: manageOne,
  effect: "reads",
  input: (raw) => ({
    i_endpoint: readId(raw, "i_endpoint"),
    state: readFilter(raw, "state", oneOf(messageStates)) ?? null,
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null, "numeric"),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, pageSize),
  }),
  async run({ db, input }): Promise<{ messages: Message[]; next: string | null }> {
    const { i_endpoint, state, cursor, limit } = input;
    const all = [Prisma.sql`m.i_endpoint = ${i_endpoint}`];
    if (state) all.push(Prisma.sql`m.state = ${state}`);
    if (cursor) all.push(Prisma.sql`m.i_message < ${cursor.value}::bigint`);
    const rows = await readRows<Message>(
      db,
      Prisma.sql`
      SELECT ${columns} ${from} WHERE ${Prisma.join(all, " AND ")} ORDER BY m.i_message DESC LIMIT ${limit + 1}::int`,
    );
    const messages = rows.slice(0, limit);
    const last = messages.at(-1);
    const before = (cursor?.before ?? 0) + messages.length;
    return {
      messages,
      next: last && rows.length > limit ? writeCursor(last.i_message, 0, false, before) : null,
    };
  },
});

/** Tells one of them whole. @throws Refusal 403 level · 404 */
export const getMessage = operation({
  name: "getMessage",
  needs: manageOne,
  effect: "reads",
  input: (raw) => ({ i_endpoint: readId(raw, "i_endpoint"), i_message: readMessageId(raw) }),
  async run({ db, input }): Promise<{ message: WholeMessage }> {
    return { message: await findMessage(db, input.i_endpoint, input.i_message) };
  },
});

/** Reads the id of a message, which is text, as it may outgrow numbers. @throws Refusal 400 */
export function readMessageId(raw: Readonly<Record<string, unknown>>): string {
  const id = typeof raw.i_message === "number" ? String(raw.i_message) : readPlainText(raw, "i_message");
  // no message has a malformed id
  return /^\d{1,18}$/.test(id) ? id : "0";
}

/** Finds a message of an endpoint. @throws Refusal 404 */
export async function findMessage(db: Queries, i_endpoint: number, i_message: string): Promise<WholeMessage> {
  const [row] = await readRows<Omit<WholeMessage, "attempts"> & { readonly earlier: readonly EarlierTry[] }>(
    db,
    Prisma.sql`
    SELECT ${columns}, m.headers, m.body, m.answer, m.earlier ${from}
     WHERE m.i_endpoint = ${i_endpoint} AND m.i_message = ${i_message}::bigint`,
  );
  if (row) {
    const { earlier, ...message } = row;
    return { ...message, attempts: [...lastTry(message), ...earlier.map(inTime)] };
  }
  throw new Refusal(404, "There is no such message, or it is not yours", "i_message", { key: "not_found" });
}

/** As the row keeps it, in JSON. */
type EarlierTry = Omit<TryOfMessage, "at"> & { readonly at: string };

function inTime({ at, ...of }: EarlierTry): TryOfMessage {
  return { at: new Date(at), ...of };
}

/** The try that the row itself tells of; none: nothing was sent yet. */
function lastTry(message: Omit<WholeMessage, "attempts">): TryOfMessage[] {
  const { tried_at: at, took_ms, status, problem, answer } = message;
  return at === null ? [] : [{ at, took_ms: took_ms ?? 0, status, problem, answer }];
}

const from = Prisma.sql`FROM webhook_messages m JOIN webhook_events v ON v.i_event = m.i_event`;
const columns = Prisma.sql`
  m.i_message::text, m.i_event::text, v.word AS event, v.at, v.i_customer, v.name, v.example, m.state, m.tries,
  CASE WHEN m.state = 'waiting' THEN m.next_try_at END AS next_try_at, m.tried_at, m.took_ms, m.status,
  nullif(m.error, '') AS problem`;
