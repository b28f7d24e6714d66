import { mostTextKiB } from "../reading/form-bounds";
import { type Kind, schemaFrom, Unreadable } from "./kind";
import { readText } from "./text";

export interface StylesheetKind extends Kind<string> {
  readonly kind: "stylesheet";
}

/** A stylesheet's text, at most 64 KiB of UTF-8. Whether it is closed is the operation's to check. */
export function stylesheet(): StylesheetKind {
  return {
    kind: "stylesheet",
    wire: "string",
    nullable: false,
    example: ":root { --brand-radius: 4px; }",
    schema: schemaFrom((raw) => {
      const value = raw === null ? "" : readText(raw, { max: Infinity, tabs: true, multiline: true });
      if (new TextEncoder().encode(value).length > mostTextKiB * 1024) {
        const message = `must be at most ${mostTextKiB} KiB`;
        throw new Unreadable({ message, key: "too_large", values: { max: mostTextKiB } });
      }
      return value;
    }),
  };
}
