import { randomBytes } from "node:crypto";
import { isDatabaseAway } from "../database/is-away";
import { log } from "../log";
import { Refusal } from "../refusal";
import { spellReference } from "../refusals/reference";
import { ReplayedCall } from "../replayed-call";

/** What a caller is told where a call failed. Source: semantics, 'Faults'. */
export type Fault = {
  readonly faultCode: number;
  readonly faultString: string;
  /** what the caller can quote; goes out in the header `X-Reference` */
  readonly reference?: string;
};

/**
 * The fault of what an operation threw: a refusal's own; 503 while the database is away; else 500 with a reference
 * number, under which the log says what it was.
 * @param called the method, empty where it was not read yet
 * @throws ReplayedCall, which is no fault: the door asks for a fresh digest
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

/** The fault of a refusal, with the reference under which it was recorded. */
export function faultOfRefusal({ code, message, reference }: Refusal): Fault {
  const fault = { faultCode: code, faultString: message };
  return reference === undefined ? fault : { ...fault, reference: spellReference(reference) };
}
