import { type Kind, schemaFrom, Unreadable } from "../kind";
import { readText } from "./text";

export interface HostnameKind extends Kind<string> {
  readonly kind: "hostname";
}

/** A fully qualified host name in its ASCII form, lower case, or ''. */
export function hostname(): HostnameKind {
  return {
    kind: "hostname",
    wire: "string",
    nullable: false,
    schema: schemaFrom((raw) => {
      const value = raw === null ? "" : readText(raw, { max: 253 }).trim();
      return value === "" ? "" : asciiHost(value);
    }),
  };
}

function asciiHost(value: string): string {
  const refused = new Unreadable({
    message: "must be a fully qualified host name, such as portal.example.com",
    key: "hostname_expected",
  });
  if (/[/:@?#\s%\\]/.test(value)) throw refused;
  let host: string;
  try {
    host = new URL(`http://${value}`).hostname.replace(/\.$/, "");
  } catch {
    throw refused;
  }
  const labels = host.split(".");
  const wellFormed =
    host.length <= 253 &&
    labels.length >= 2 &&
    labels.every((part) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(part));
  // a last label of digits alone is an address
  if (!wellFormed || /^\d+$/.test(labels.at(-1) ?? "")) throw refused;
  return host;
}
