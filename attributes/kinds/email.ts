import { type Kind, schemaFrom, Unreadable } from "../kind";
import { readText } from "./text";

export interface EmailKind extends Kind<string> {
  readonly kind: "email" | "email list";
  readonly most: number;
}

/** No address, or one. */
export function email(): EmailKind {
  return emails("email", 1);
}

/** 0 to 10 addresses separated by commas. */
export function emailList(): EmailKind {
  return emails("email list", 10);
}

function emails(kind: "email" | "email list", most: number): EmailKind {
  return {
    kind,
    wire: "string",
    nullable: false,
    most,
    schema: schemaFrom((raw) => {
      if (raw === null) return "";
      const value = readText(raw, { max: most * 256 }).trim();
      if (value === "") return "";
      const parts = value.split(",").map((part) => part.trim());
      if (parts.length > most) {
        throw new Unreadable({
          message: most === 1 ? "must be one e-mail address" : `must have at most ${most} addresses`,
          key: "too_many_addresses",
          values: { max: most },
        });
      }
      const wrong = parts.find((part) => part.length > 254 || !address.test(part));
      if (wrong !== undefined) {
        throw new Unreadable({
          message: "must be e-mail addresses separated by commas",
          key: "email_expected",
          values: { value: wrong },
        });
      }
      return parts.join(", ");
    }),
  };
}

// one local part without quotes or blanks, one domain of at least two labels; each part is bounded, so that no
// input makes the pattern slow
const label = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
const address = new RegExp(`^[^\\s@"(),:;<>\\[\\]\\\\]{1,64}@(?:${label}\\.){1,10}${label}$`, "u");
