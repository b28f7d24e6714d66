import { type Kind, schemaFrom } from "./kind";
import { readText } from "./text";

export interface RegexKind extends Kind<string> {
  readonly kind: "regex";
  readonly max: number;
}

/** An RE2 pattern. Whether it can be read as one is the operation's to check, which has the library. */
export function regex(): RegexKind {
  return {
    kind: "regex",
    wire: "string",
    nullable: false,
    example: "^nordic-",
    max: 256,
    schema: schemaFrom((raw) => (raw === null ? "" : readText(raw, { max: 256 }))),
  };
}
