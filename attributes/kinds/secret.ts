import { type Kind, schemaFrom } from "./kind";
import { readText } from "./text";

export interface SecretKind extends Kind<string> {
  readonly kind: "secret";
  readonly min: number;
  readonly max: number;
}

/** A password: goes in and never comes out. The policy in force is the operation's to check. */
export function secret(rules: { readonly min?: number }): SecretKind {
  return {
    kind: "secret",
    wire: "string",
    nullable: false,
    example: "correct horse battery",
    min: rules.min ?? 1,
    max: 128,
    schema: schemaFrom((raw) => readText(raw, { min: rules.min ?? 1, max: 128 })),
  };
}
