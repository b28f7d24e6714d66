import type { Faker } from "@faker-js/faker";
import { uniqueKey } from "@/server/ground/text/unique-key";

/** The home country of an invented customer. */
const countries = {
  us: { locale: "en_US", country: "United States", lang: "en", dial: "+1" },
  gb: { locale: "en_GB", country: "United Kingdom", lang: "en", dial: "+44" },
  ru: { locale: "ru", country: "Россия", lang: "ru", dial: "+7" },
  de: { locale: "de", country: "Deutschland", lang: "en", dial: "+49" },
  fr: { locale: "fr", country: "France", lang: "en", dial: "+33" },
  es: { locale: "es", country: "España", lang: "en", dial: "+34" },
  br: { locale: "pt_BR", country: "Brasil", lang: "en", dial: "+55" },
} as const;

export type Country = keyof typeof countries;

/** Contact data of an invented customer. */
export type Person = Readonly<Record<string, string>> & { readonly name: string };

export type People = {
  /** generates everything that does not depend on a language */
  readonly dice: Faker;
  /** makes the name and contact data of a customer from one of these countries; telephony companies get a name that says so */
  readonly person: (from: readonly Country[], inTrade: boolean) => Person;
};

/**
 * Makes the seeded generator: it invents the same people every time, as long as the calls come in the same order.
 * Loads Faker only now, because only the first start needs it.
 */
export async function makePeople(seed: number): Promise<People> {
  const { allFakers } = await import("@faker-js/faker");
  const dice = allFakers.en;
  dice.seed(seed);
  Object.values(countries).forEach(({ locale }, index) => {
    allFakers[locale].seed(seed + index + 1);
  });
  const taken = new Set<string>();
  const fresh = (name: string): string => {
    let free = name;
    for (let count = 2; taken.has(uniqueKey(free)); count += 1) free = `${name} ${count}`;
    taken.add(uniqueKey(free));
    return free;
  };

  const person = (from: readonly Country[], inTrade: boolean): Person => {
    const { locale, country, lang, dial } = countries[dice.helpers.arrayElement(from)];
    const faker = allFakers[locale];
    const [first_name, last_name] = [faker.person.firstName(), faker.person.lastName()];
    const city = faker.location.city().slice(0, 64);
    const trade = dice.helpers.arrayElement(lang === "ru" ? russianTrades : trades);
    const name = fresh((inTrade ? `${city} ${trade}` : faker.company.name()).slice(0, 100).trim());
    return {
      name,
      company_name: name,
      first_name: first_name.slice(0, 64),
      last_name: last_name.slice(0, 64),
      contact: `${first_name} ${last_name}`.slice(0, 128),
      street_addr: faker.location.streetAddress().slice(0, 256),
      city,
      postal_code: faker.location.zipCode().slice(0, 16),
      country,
      phone: `${dial} ${dice.helpers.fromRegExp("[1-9]{3} [0-9]{3}-[0-9]{4}")}`,
      email: `office${taken.size}@example.com`,
      i_lang: lang,
    };
  };
  return { dice, person };
}

const trades = ["Telecom", "Voice", "Networks", "VoIP", "Connect", "Calls", "Telephony"] as const;
const russianTrades = ["Телеком", "Связь", "Телефония", "Линк"] as const;
