import { type Kind, schemaFrom, Unreadable } from "../kind";
import { readText } from "./text";

export interface StylesheetKind extends Kind<string> {
  readonly kind: "stylesheet";
}

const mostBytes = 64 * 1024;

/** A stylesheet's text, at most 64 KiB of UTF-8. Whether it is closed is the operation's to check. */
export function stylesheet(): StylesheetKind {
  return {
    kind: "stylesheet",
    wire: "string",
    nullable: false,
    schema: schemaFrom((raw) => {
      const value = raw === null ? "" : readText(raw, { max: mostBytes, tabs: true, multiline: true });
      if (new TextEncoder().encode(value).length > mostBytes) {
        throw new Unreadable({ message: "must be at most 64 KiB", key: "too_large", values: { max: 64 } });
      }
      return value;
    }),
  };
}
