import { asciiDomain } from "../reading/ascii-domain";
import { type Kind, schemaFrom, Unreadable } from "./kind";
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
    example: "portal.nordic.example",
    schema: schemaFrom((raw) => {
      const value = raw === null ? "" : readText(raw, { max: 253 }).trim();
      return value === "" ? "" : asciiHost(value);
    }),
  };
}

function asciiHost(value: string): string {
  const host = asciiDomain(value.replace(/\.$/, ""));
  if (host !== null) return host;
  throw new Unreadable({
    message: "must be a fully qualified host name, such as portal.example.com",
    key: "hostname_expected",
  });
}
