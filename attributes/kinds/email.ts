import { asciiDomain } from "../reading/ascii-domain";
import { hasUnseen } from "../reading/unseen";
import { type Kind, schemaFrom, Unreadable } from "./kind";
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
    example: "billing@nordic.example",
    most,
    schema: schemaFrom((raw) => {
      if (raw === null) return "";
      const value = readText(raw, { max: most * 256, pasted: "removed" }).trim();
      if (value === "") return "";
      const parts = value.split(",").map((part) => spellAddress(part.trim()));
      if (parts.length > most) {
        throw new Unreadable({
          message: most === 1 ? "must be one e-mail address" : `must have at most ${most} addresses`,
          key: "too_many_addresses",
          values: { max: most },
        });
      }
      const wrong = parts.find((part) => part.length > 254 || !isAddress(part));
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

/** The domain as its owner spells it: a full stop and letters may have been typed in full width. */
function spellAddress(typed: string): string {
  const at = typed.lastIndexOf("@");
  return (
    typed.slice(0, at + 1) +
    typed
      .slice(at + 1)
      .normalize("NFKC")
      .replace(/[\u3002\uff61]/g, ".")
  );
}

/** One local part without quotes, blanks or empty places between its dots, and a domain of at least two labels. */
function isAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const isLocal = local.length <= 64 && /^(?!\p{M})[^\s@"(),:;<>[\]\\]+$/u.test(local);
  const hasEmpty = local.split(".").includes("");
  return isLocal && !hasEmpty && !hasUnseen(address) && asciiDomain(domain) !== null;
}
