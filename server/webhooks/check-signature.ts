import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { formerSecret } from "../events/former-secret";
import { isSignedBy } from "../events/signature";
import { decrypt } from "../ground/keys/encryption";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { manageOne } from "./endpoint";

/** What is wrong with a message that somebody received; null: nothing. */
export type SignatureProblem =
  /** a header is missing, or is not what it should be */
  | "no_id"
  | "no_timestamp"
  | "no_signature"
  /** the message is another endpoint's */
  | "other_endpoint"
  /** the body is not the one that was sent */
  | "changed_body"
  /** it was signed with another secret, or one of the headers was changed */
  | "other_secret"
  /** the signature holds, and was made more than five minutes ago: to receivers who see to it, too late */
  | "too_old";

/** Receivers take nothing older. Source: Standard Webhooks 1.0.0, in its libraries. */
const oldestSeconds = 5 * 60;
const longest = 64 * 1024;

/**
 * Says whether a message, as somebody received it, is from here: its headers, a line each, and its body. @throws Refusal 400 · 403
 * level · 404
 */
export const checkSignature = operation({
  name: "checkSignature",
  needs: manageOne,
  effect: "reads",
  input: (raw) => ({
    i_endpoint: readId(raw, "i_endpoint"),
    headers: headersIn(readLong(raw, "headers")),
    body: readLong(raw, "body"),
  }),
  async run({ db, input }): Promise<{ valid: boolean; problem: SignatureProblem | null }> {
    const { i_endpoint, headers, body } = input;
    const problem = await problemOf();
    return { valid: problem === null, problem };

    async function problemOf(): Promise<SignatureProblem | null> {
      const [id = "", timestamp = "", signature = ""] = ["id", "timestamp", "signature"].map(
        (name) => headers.get(`webhook-${name}`) ?? "",
      );
      const [, uuid, whose] = /^msg_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,10})$/.exec(id) ?? [];
      if (uuid === undefined) return "no_id";
      if (!/^\d{1,12}$/.test(timestamp)) return "no_timestamp";
      if (!/(^|\s)v1,\S/.test(signature)) return "no_signature";
      if (Number(whose) !== i_endpoint) return "other_endpoint";
      const [row] = await readRows<{ secret: Uint8Array; former: Uint8Array | null; sent: string | null }>(
        db,
        Prisma.sql`
        SELECT p.secret, ${formerSecret} AS former, (
                 SELECT m.body FROM webhook_messages m JOIN webhook_events v ON v.i_event = m.i_event
                  WHERE m.i_endpoint = p.i_endpoint AND v.id = ${uuid}::uuid) AS sent
          FROM webhook_endpoints p WHERE p.i_endpoint = ${i_endpoint}`,
      );
      const keys = [row?.secret, row?.former].flatMap((secret) => (secret ? [decrypt(secret)] : []));
      const isRight = (sent: string) => isSignedBy(keys, signature, { id, timestamp, body: sent });
      if (isRight(body)) return isOld(timestamp) ? "too_old" : null;
      const { sent = null } = row ?? {};
      if (sent !== null && isRight(sent)) return "changed_body";
      return sent === null || sent === body ? "other_secret" : "changed_body";
    }
  },
});

function isOld(timestamp: string): boolean {
  return Math.abs(Date.now() / 1000 - Number(timestamp)) > oldestSeconds;
}

function readLong(raw: Readonly<Record<string, unknown>>, name: string): string {
  const value = raw[name];
  if (value === undefined) throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
  if (typeof value !== "string")
    throw new Refusal(400, `Parameter ${name} must be a string`, name, { key: "text_expected" });
  if (value.length > longest)
    throw new Refusal(400, `Parameter ${name} must have at most ${longest} characters`, name, {
      key: "too_long",
      values: { max: longest },
    });
  return value;
}

/** Headers as people copy them: `name: value`, a line each. Anything may come here, so nothing is matched that could go back. */
function headersIn(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(/[\r\n]/).flatMap((line) => headerIn(line) ?? []));
}

function headerIn(line: string): readonly [readonly [string, string]] | null {
  const at = line.search(/[:=]/);
  const name = bare(line.slice(0, Math.max(at, 0)));
  return /^[A-Za-z-]+$/.test(name) ? [[name.toLowerCase(), bare(line.slice(at + 1))]] : null;
}

/** Without the quotes and the comma that JSON has around it. */
function bare(text: string): string {
  const said = text.trim();
  const from = said.startsWith('"') ? 1 : 0;
  const whole = said.endsWith(",") ? said.slice(from, -1) : said.slice(from);
  return whole.endsWith('"') ? whole.slice(0, -1) : whole;
}
