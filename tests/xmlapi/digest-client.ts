import { createHash } from "node:crypto";
import type { Admission } from "@/server/xmlapi/admit";

/** What a client knows of itself. */
export type Login = { readonly username: string; readonly password: string };

/** What a client says of one call; what it leaves out is as it should be. */
export type Said = {
  readonly nonce: string;
  readonly nc?: number;
  readonly algorithm?: "MD5" | "SHA-256";
  readonly uri?: string;
  readonly method?: string;
  /** what is named; the response is always of ours */
  readonly realm?: string;
};

/** The header of a well-behaved client, written from RFC 7616 alone: nothing of the server's is used. */
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

/** The nonce of a challenge. @throws where it is none */
export function nonceOf(admission: Admission): string {
  if (admission.kind !== "challenge") throw new Error(`no challenge but ${JSON.stringify(admission)}`);
  const [, nonce = ""] = /nonce="([^"]*)"/.exec(admission.headers[0] ?? "") ?? [];
  return nonce;
}

/** Whether a challenge says that the nonce alone was refused. */
export function isStale(admission: Admission): boolean {
  return admission.kind === "challenge" && admission.headers.every((value) => value.includes("stale=true"));
}
