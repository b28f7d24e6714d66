import { expect, it } from "vitest";
import { isWithinDomain } from "@/server/doors/mail/within-domain";

it.each([
  ["voice.example.com", "voice.example.com", true],
  ["voice.example.com", "example.com", true],
  ["VOICE.example.com", "Example.COM", true],
  ["голос.пример.рф", "xn--e1afmkfd.xn--p1ai", true],
  ["example.com", "voice.example.com", false],
  ["voiceexample.com", "example.com", false],
  ["voice.example.com", "com", false],
  ["voice.co.uk", "co.uk", false],
  ["voice.github.io", "github.io", false],
  ["voice.example.com", "", false],
])("an alias %s proves mail from %s: %s", (alias, domain, isProven) => {
  expect(isWithinDomain(alias, domain)).toBe(isProven);
});
