import { expect, it } from "vitest";
import { email, emailList } from "@/attributes/kinds/email";
import { type Kind, readValue } from "@/attributes/kinds/kind";
import { contact, login, name } from "@/attributes/kinds/text";
import { withoutUnseen, withUnseenShown } from "@/attributes/reading/unseen";
import { fc } from "@/tests/chance";

function read(kind: Kind<string>, raw: unknown): string | null {
  const result = readValue(kind, raw);
  return "value" in result ? result.value : null;
}

const aName = name({ max: 128 });

/** Every character that, by Unicode, programs do not display, and those that fonts leave blank. */
const unseen = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((one) => /[\p{Default_Ignorable_Code_Point}\u2800\u3164\uffa0\ufff9-\ufffc]/u.test(one));

it("no character that is not seen is in a name, a login or an address, wherever it stands", () => {
  expect(unseen.length).toBeGreaterThan(4_000);
  for (const one of unseen) {
    for (const text of [`Ac${one}me`, `${one}Acme`, `Acme${one}`, one]) {
      expect(read(aName, text), text).toBeNull();
      expect(read(login(), text), text).toBeNull();
      const address = read(email(), `${text}@example.com`);
      if (address !== null) expect(withoutUnseen(address)).toBe(address);
    }
  }
});

it.each([
  "\u00a0",
  " ",
  "\u3000 ",
  "\u0301",
  "\u0301acute",
  "\u20dd",
  "\u093f",
  "\ufe0f",
  "",
  "\t",
  "\u2028",
])("%j is no name and no login", (text) => {
  expect(read(aName, text)).toBeNull();
  expect(read(login(), text)).toBeNull();
});

it.each(["", " ", "\u00a0\u3000", "\u200b", "\u2800 ", "\u3164"])(
  "a name of nothing that people see, %j, is told to be missing",
  (text) => {
    for (const kind of [aName, login()])
      expect(readValue(kind, text)).toMatchObject({ problem: { message: "must not be empty" } });
  },
);

it("a message shows an invisible character that was typed, by its number, unless its script needs it", () => {
  for (const one of unseen) {
    const shown = withUnseenShown(`exa${one}mple`);
    expect(shown).toMatch(/^exa\[U\+[\dA-F]{4,6}\]mple$/);
    expect(withoutUnseen(shown)).toBe(shown);
  }
  expect(withUnseenShown("می\u200cخواهم")).toBe("می\u200cخواهم");
});

it("runs of blanks in a name are one blank", () => {
  expect(read(aName, "Blue  Sky\u00a0\u2003Ltd")).toBe("Blue Sky Ltd");
  expect(read(aName, "山田　商店")).toBe("山田 商店");
});

it.each([
  // Persian: between joining letters
  "می\u200cخواهم",
  "کتاب\u200cها",
  // Devanagari, Bengali, Malayalam, Sinhala: beside a virama
  "क्\u200dष",
  "र\u200d্যাব",
  "ന്\u200d",
  "ශ්\u200dරී ලංකා",
  // shapes of an ideograph and of an emoji, and an emoji made of several
  "葛\u{e0100}城",
  "Pizza ❤\ufe0f",
  "👩🏽\u200d🚀 Space",
  "3\ufe0f\u20e3 Kings",
])("the joiners of %s stay, in a name, a login and a contact field", (text) => {
  expect(read(aName, text)).toBe(text.normalize("NFC"));
  expect(read(login(), text)).toBe(text.normalize("NFC"));
  expect(read(contact({ max: 64 }), text)).toBe(text.normalize("NFC"));
});

it.each(["Ac\u200cme", "Ac\u200dme", "Acme\ufe0f", "Ёл\u200dка", "आ\u200cप", "中\u200d国"])(
  "a joiner that no script needs is refused in the name %j, and removed from a contact field",
  (text) => {
    expect(read(aName, text)).toBeNull();
    expect(read(contact({ max: 64 }), text)).toBe(text.replace(/[\u200c\u200d]/g, ""));
  },
);

it("marks that came along with what was pasted are removed from addresses, numbers and contact data", () => {
  const marks = [
    "\u200b",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202c",
    "\u2066",
    "\u2069",
    "\u00ad",
    "\u2060",
    "\ufeff",
  ];
  for (const mark of marks) {
    expect(read(contact({ max: 32 }), `${mark}+44 20${mark} 7183 8750${mark}`)).toBe("+44 20 7183 8750");
    expect(read(email(), `${mark}of${mark}fice@exam${mark}ple.com${mark}`)).toBe("office@example.com");
    expect(read(emailList(), `a@example.com,${mark} b@example.com`)).toBe("a@example.com, b@example.com");
  }
  // the limit applies to what we store
  expect(read(contact({ max: 4 }), "\u202aAcme\u202c")).toBe("Acme");
});

it.each([
  "a@example.com",
  "first.last+tag@sub.example.co.uk",
  "info@пример.рф",
  "info@中国.中国",
  "info@عربي.مصر",
  "info@דוגמה.קום",
  "info@भारत.भारत",
  "info@ไทย.ไทย",
  "info@გე.გე",
  "info@faß.de",
  "info@xn--e1afmkfd.xn--p1ai",
  "почта@пример.рф",
  "info@نامه\u200cای.com",
  "a@ab--cd.com",
  "a@1und1.de",
])("%s is an address", (address) => {
  expect(read(email(), address)).toBe(address);
});

it.each([
  "a..b@example.com",
  ".a@example.com",
  "a.@example.com",
  "a@.example.com",
  "a@example.com.",
  "a@example..com",
  "a@example",
  "a@localhost",
  "a@1.2.3.4",
  "a@[1.2.3.4]",
  "a@0x7f.1",
  "a@[IPv6:::1]",
  "a@-example.com",
  "a@example-.com",
  "a@exa_mple.com",
  "a@exa%6dple.com",
  "a@١.٢.٣.٤",
  "a@١٢٣.com",
  "a@1خ.com",
  "a@xn--a.com",
  "a@XN--999.com",
  "a@example.xn--0",
  "a@b@example.com",
  "a b@example.com",
  "\u0301a@example.com",
  "a\u3164b@example.com",
  "a@\u0301example.com",
  `a@${"x".repeat(64)}.com`,
  `${"x".repeat(65)}@example.com`,
  "@example.com",
  "a@",
  "a",
])("%j is no address", (address) => {
  expect(read(email(), address)).toBeNull();
});

it("a domain that was typed in full width is the one that it means", () => {
  expect(read(email(), "a@日本。ｊｐ")).toBe("a@日本.jp");
});

it("what is read as a name, a login or an address is read again as itself", () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 30 });
  fc.assert(
    fc.property(texts, (text) => {
      for (const kind of [aName, login(), contact({ max: 60 })]) {
        const once = read(kind, text);
        if (once !== null) expect(read(kind, once)).toBe(once);
      }
    }),
    { numRuns: 2_000 },
  );
});
