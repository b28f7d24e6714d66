import { CredentialsSignin } from "next-auth";
import type { Refusal } from "@/server/ground/refusal";

/** Carries a refused log-in through next-auth, which passes only its own errors on unchanged. */
export class RefusedSignIn extends CredentialsSignin {
  constructor(readonly refusal: Refusal) {
    super();
    this.code = refusal.reason?.key ?? "wrong_login";
  }
}

/** Finds the refusal in what next-auth threw; null for anything else. */
export function refusedSignIn(error: unknown): Refusal | null {
  if (error instanceof RefusedSignIn) return error.refusal;
  if (!(error instanceof Error)) return null;
  // next-auth wraps what `authorize` threw as `cause.err`
  const cause: unknown = error.cause;
  const inner = typeof cause === "object" && cause !== null && "err" in cause ? cause.err : null;
  return inner instanceof RefusedSignIn ? inner.refusal : null;
}
