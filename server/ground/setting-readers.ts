import { isIP } from "node:net";
import { RE2JS, RE2JSSyntaxException } from "re2js";
import { z } from "zod";
import { type Network, parseNetwork } from "./network/networks";

/** Reads 1 or 0. */
export function flag() {
  return z
    .enum(["0", "1", "false", "true"], { error: "1 or 0" })
    .transform((text) => text === "1" || text === "true");
}

/** Reads texts that are separated by commas. */
export function list() {
  return z.string().transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );
}

/** Reads networks that are separated by commas. */
export function networks() {
  return list().transform((texts, context) => {
    const read: Network[] = [];
    for (const text of texts) {
      const network = parseNetwork(text);
      if (network === null) {
        const message = `a list of addresses such as 10.0.0.0/8, separated by commas ('${text}' is none)`;
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      }
      read.push(network);
    }
    return read;
  });
}

/** In time linear in the text, whatever the pattern: a pattern of JavaScript's own could stop the service for minutes. */
export function readPattern(text: string, context: z.RefinementCtx): RE2JS {
  try {
    return RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const why = error.message.replace(/^error parsing regexp: /, "").replaceAll("`", "'");
    const message = `a regular expression that RE2 can run, without look-around and backreferences, such as ^[A-Z]+-\\d+ (${why})`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }
}

/** Whether the resolver would accept the text: an address, with or without a port. */
export function isServerAddress(text: string): boolean {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+|[^.]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(bracketed ?? plain ?? "") !== 0 && Number(port ?? 53) <= 65_535;
}

/** Reads the address of a database. */
export function postgresUrl() {
  return z.string().refine(isPostgresUrl, {
    error: "a URL such as postgresql://user:password@host:5432/database",
  });
}

export function isPostgresUrl(url: string): boolean {
  return URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol);
}
