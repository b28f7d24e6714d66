import type { Faker } from "@faker-js/faker";
import { uniqueKey } from "@/server/ground/text/unique-key";
import { type Dice, oneOf, weighted } from "./dice";

/** Where customers come from: how many of a hundred, their alphabet by Faker's locale, their dial code and language. */
const homes = [
  { share: 26, locale: "en_US", country: "United States", lang: "en", dial: "+1" },
  { share: 24, locale: "ru", country: "Россия", lang: "ru", dial: "+7" },
  { share: 10, locale: "de", country: "Deutschland", lang: "en", dial: "+49" },
  { share: 8, locale: "fr", country: "France", lang: "en", dial: "+33" },
  { share: 6, locale: "cs_CZ", country: "Česko", lang: "en", dial: "+420" },
  { share: 8, locale: "el", country: "Ελλάδα", lang: "en", dial: "+30" },
  { share: 7, locale: "ar", country: "مصر", lang: "en", dial: "+20" },
  { share: 7, locale: "zh_CN", country: "中国", lang: "en", dial: "+86" },
  { share: 4, locale: "ja", country: "日本", lang: "en", dial: "+81" },
] as const;

const trades = [
  "Telecom",
  "Voice",
  "Networks",
  "VoIP",
  "Connect",
  "Calls",
  "Телеком",
  "Связь",
  "通信",
  "اتصالات",
];
const forms = ["GmbH", "LLC", "ООО", "S.A.", "Ltd", "株式会社", "有限公司", "ΑΕ"];

type Home = (typeof homes)[number] & {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly cities: readonly string[];
  readonly streets: readonly string[];
};

export type Person = {
  readonly name: string;
  readonly web_login: string;
  readonly company_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly street_addr: string;
  readonly city: string;
  readonly country: string;
  readonly phone: string;
  readonly fax: string;
  readonly email: string;
  readonly i_lang: string;
  /** nobody has these */
  readonly dns_alias: "";
  readonly alt_phone: "";
};

/** Makes up people and companies; no two have the same name or login. */
export type Inventor = (dice: Dice, id: number, isReseller: boolean) => Person;

/** Loads Faker, and takes some hundred names of each alphabet from it, which then are put together anew. */
export async function makeInventor(seed: number): Promise<Inventor> {
  const { allFakers } = await import("@faker-js/faker");
  const all = homes.map((home): Home => {
    const faker = allFakers[home.locale];
    faker.seed(seed);
    const several = (count: number, make: (from: Faker) => string) =>
      [
        ...new Set(Array.from({ length: count }, () => make(faker).normalize("NFC").slice(0, 40).trim())),
      ].filter(Boolean);
    return {
      ...home,
      first: several(300, (from) => from.person.firstName()),
      last: several(600, (from) => from.person.lastName()),
      cities: several(150, (from) => from.location.city()),
      streets: several(150, (from) => from.location.street()),
    };
  });
  const upTo: number[] = [];
  for (const { share } of homes) upTo.push((upTo.at(-1) ?? 0) + share);
  const taken = new Map<string, number>();
  const fresh = (name: string): string => {
    const key = uniqueKey(name);
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    return before === 0 ? name : fresh(`${name} ${before + 1}`);
  };

  return (dice, id, isReseller) => {
    const home = all[weighted(dice, upTo)] ?? oneOf(dice, all);
    const [first_name, last_name] = [oneOf(dice, home.first), oneOf(dice, home.last)];
    const city = oneOf(dice, home.cities);
    const isCompany = isReseller || dice() < 0.4;
    const company = dice() < 0.5 ? `${city} ${oneOf(dice, trades)}` : `${last_name} ${oneOf(dice, forms)}`;
    const name = fresh(isCompany ? company : `${first_name} ${last_name}`);
    const plain = `${first_name}.${last_name}`
      .normalize("NFKD")
      .replace(/[^A-Za-z.]/g, "")
      .toLowerCase();
    const login = `${plain.length > 3 ? plain.slice(0, 30) : "office"}-${id}`;
    return {
      name,
      web_login: login,
      company_name: isCompany ? name : dice() < 0.2 ? company : "",
      first_name,
      last_name,
      street_addr: `${oneOf(dice, home.streets)} ${1 + Math.floor(dice() * 200)}`,
      city: dice() < 0.9 ? city : "",
      country: home.country,
      phone: dice() < 0.8 ? `${home.dial} ${digits(dice, 3)} ${digits(dice, 3)}-${digits(dice, 4)}` : "",
      fax: dice() < 0.05 ? `${home.dial} ${digits(dice, 3)} ${digits(dice, 6)}` : "",
      email: dice() < 0.85 ? `${login}@example.com` : "",
      i_lang: home.lang,
      dns_alias: "",
      alt_phone: "",
    };
  };
}

function digits(dice: Dice, count: number): string {
  return String(Math.floor((0.1 + 0.9 * dice()) * 10 ** count));
}
