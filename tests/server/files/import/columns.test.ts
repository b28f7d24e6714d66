import { describe, expect, it } from "vitest";
import { attributeNames } from "@/attributes/customer";
import en from "@/messages/en.json";
import ru from "@/messages/ru.json";
import { suggestColumns } from "@/server/files/import/columns/suggest-columns";
import { synonyms } from "@/server/files/import/columns/synonyms";
import { isTarget, otherTargets } from "@/server/files/import/target";
import { fc } from "@/tests/chance";

const targetsOf = (headers: readonly string[], samples: readonly string[][] = []) =>
  suggestColumns(headers, samples).columns.map(({ target }) => target);

describe("the columns of a file are recognised", () => {
  it("by the API's names", () => {
    expect(targetsOf(attributeNames)).toEqual(attributeNames);
    expect([...attributeNames, ...otherTargets].every(isTarget)).toBe(true);
    expect(isTarget("toString")).toBe(false);
  });

  it.each([
    ["English", en.attributes],
    ["Russian", ru.attributes],
  ])("by the labels of forms in %s, in their order", (_language, labels) => {
    const headers = attributeNames.map((name) => labels[name]);
    expect(targetsOf(headers)).toEqual(attributeNames);
    expect(suggestColumns(headers).language).toBe(labels === en.attributes ? "en" : "ru");
  });

  it.each([
    [en, "active"],
    [ru, "заблокирован"],
  ])("by those of the list's export %#", ({ customers }, state) => {
    const names = ["name", "id", "login", "parent", "company", "email", "phone", "city", "balance"] as const;
    const more = ["credit_limit", "available", "currency", "state", "created"] as const;
    const headers = [...names, ...more].map((name) => customers[name]);
    const row = headers.map((header) => (header === customers.state ? state : "x"));
    expect(targetsOf(headers, [row])).toEqual([
      ...["name", "i_customer", "web_login", "parent", "company_name", "email", "phone", "city", "balance"],
      ...["credit_limit", "ignore", "ignore", "blocked", "ignore"],
    ]);
    expect(suggestColumns(headers, [row]).source).toBe("trellis");
  });

  it.each([
    ["in Russian", ["Имя", "Логин", "Тариф", "Кредитный лимит", "Эл. почта"]],
    ["with IDs", ["ID", "Credit limit"]],
    ["in English", ["Name", "Login", "Balance"]],
  ])("but a file that somebody made by hand under our labels is not our export: %s", (_how, headers) => {
    expect(suggestColumns(headers).columns.every(({ target }) => target !== "ignore")).toBe(true);
    expect(suggestColumns(headers).source).toBeNull();
  });

  it("by words that other programs have for them, without a sign or a case mattering", () => {
    const headers = [
      "USERNAME",
      "Firstname",
      "last_name",
      "E-mail Address",
      "Phone Number",
      "ZIP",
      "State",
      "Comment",
    ];
    expect(targetsOf(headers, [["", "", "", "", "", "", "Texas", ""]])).toEqual([
      ...["web_login", "first_name", "last_name", "email", "phone", "postal_code", "state", "description"],
    ]);
    expect(suggestColumns(headers).source).toBeNull();
  });

  it("but never two for one attribute, and what nobody knows is left out", () => {
    expect(targetsOf(["Login", "Username", "Shoe size", "Phone", "Телефон"])).toEqual([
      ...["web_login", "ignore", "ignore", "phone", "ignore"],
    ]);
  });

  it("whatever stands in the headers: one column for each attribute at most", () => {
    const words = [
      ...[en, ru].flatMap(({ attributes, customers }) => [
        ...Object.values(attributes),
        ...Object.values(customers),
      ]),
      ...[...attributeNames, ...Object.values(synonyms).flat(), "", "constructor", "__proto__"],
    ];
    const headers = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 });
    fc.assert(
      fc.property(headers, (given) => {
        const targets = targetsOf(given);
        expect(targets).toHaveLength(given.length);
        const told = targets.filter((target) => target !== "ignore");
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  it("as a person's where a name stands beside a last name", () => {
    expect(targetsOf(["Логин", "Имя", "Фамилия"])).toEqual(["web_login", "first_name", "last_name"]);
  });
});
