import { createHash } from "node:crypto";
import type { Admission } from "@/server/doors/xmlapi/admit";

/** A client's own credentials. */
export type Login = { readonly username: string; readonly password: string };

/** What a client says in one call; for what is missing we use the right value. */
export type Said = {
  readonly nonce: string;
  readonly nc?: number;
  readonly algorithm?: "MD5" | "SHA-256";
  readonly uri?: string;
  readonly method?: string;
  /** the realm to name; the response always uses ours */
  readonly realm?: string;
};

/** The header of a well-behaved client, written from RFC 7616 alone, without the server's code. */
export function authorization({ username, password }: Login, said: Said): string {
  const {
    nonce,
    nc = 1,
    algorithm = "MD5",
    uri = "/xmlapi/xmlapi",
    method = "POST",
    realm = "XML API",
  } = said;
  const hash = (text: string) =>
    createHash(algorithm === "MD5" ? "md5" : "sha256")
      .update(text)
      .digest("hex");
  const count = nc.toString(16).padStart(8, "0");
  const cnonce = Math.random().toString(36).slice(2);
  const response = hash(
    `${hash(`${username}:XML API:${password}`)}:${nonce}:${count}:${cnonce}:auth:${hash(`${method}:${uri}`)}`,
  );
  const quoted = username.replace(/["\\]/g, "\\$&");
  const header =
    `Digest username="${quoted}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, ` +
    `qop=auth, nc=${count}, cnonce="${cnonce}", response="${response}"`;
  return Buffer.from(header).toString("latin1");
}

/** The nonce of a challenge. @throws if it is not a challenge */
export function nonceOf(admission: Admission): string {
  if (admission.kind !== "challenge") throw new Error(`no challenge but ${JSON.stringify(admission)}`);
  const [, nonce = ""] = /nonce="([^"]*)"/.exec(admission.headers[0] ?? "") ?? [];
  return nonce;
}

/** Whether a challenge says that only the nonce was refused. */
export function isStale(admission: Admission): boolean {
  return admission.kind === "challenge" && admission.headers.every((value) => value.includes("stale=true"));
}
