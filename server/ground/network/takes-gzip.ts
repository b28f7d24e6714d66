import type { IncomingMessage } from "node:http";

/** Whether a client takes an answer that is packed by gzip: what it names stands before `*`. Source: RFC 9110, section 12.5.3. */
export function takesGzip({ headers }: Pick<IncomingMessage, "headers">): boolean {
  const weights = new Map<string, number>();
  for (const coding of String(headers["accept-encoding"] ?? "").split(",")) {
    const [name = "", ...parameters] = coding.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((one) => /^q\s*=/.test(one))?.replace(/^q\s*=\s*/, "");
    if (name !== "") weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  return (weights.get("gzip") ?? weights.get("x-gzip") ?? weights.get("*") ?? 0) > 0;
}
