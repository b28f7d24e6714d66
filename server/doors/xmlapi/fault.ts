import { randomBytes } from "node:crypto";
import { isDatabaseAway } from "../../database/is-away";
import { log } from "../../ground/log";
import { Refusal } from "../../ground/refusal";
import { spellReference } from "../../ground/text/reference";
import { ReplayedCall } from "../../operation/replayed-call";

/** What we tell a caller whose call failed. Source: semantics, 'Faults'. */
export type Fault = {
  readonly faultCode: number;
  readonly faultString: string;
  /** what the caller can quote; we send it in the header `X-Reference` */
  readonly reference?: string;
};

/**
 * Turns what an operation threw into a fault: a refusal's own; 503 while the database is away; else 500 with a
 * reference number, under which the log says what happened.
 * @param called the method, empty if we had not read it yet
 * @throws ReplayedCall, which is not a fault: the door asks for a fresh digest
 */
export function faultOf(error: unknown, called: string): Fault {
  const method = called.slice(0, 100);
  if (error instanceof ReplayedCall) throw error;
  if (error instanceof Refusal) return faultOfRefusal(error);
  if (isDatabaseAway(error)) {
    log.error({ err: error, method }, "the database does not answer");
    return { faultCode: 503, faultString: "The database does not answer; try again." };
  }
  const reference = randomBytes(5).toString("hex");
  log.error({ err: error, method, reference }, "a call failed");
  const faultString = `Something went wrong here; quote the reference ${reference}.`;
  return { faultCode: 500, faultString, reference };
}

/** Turns a refusal into a fault, with the reference under which we recorded it. */
export function faultOfRefusal({ code, message, reference }: Refusal): Fault {
  const fault = { faultCode: code, faultString: message };
  return reference === undefined ? fault : { ...fault, reference: spellReference(reference) };
}
