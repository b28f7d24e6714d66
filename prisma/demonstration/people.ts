import { allLocales, de, en, en_GB, es, Faker, fr, pt_BR, ru } from "@faker-js/faker";

/** Contact data of an invented customer. */
export type Person = Readonly<Record<string, string>>;

const countries = [
  { locale: en, country: "United States", lang: "en" },
  { locale: en_GB, country: "United Kingdom", lang: "en" },
  { locale: ru, country: "Россия", lang: "ru" },
  { locale: de, country: "Deutschland", lang: "en" },
  { locale: fr, country: "France", lang: "en" },
  { locale: es, country: "España", lang: "en" },
  { locale: pt_BR, country: "Brasil", lang: "en" },
] as const;

/** The seeded generator: the same demonstration every time. */
export function makePeople(seed: number) {
  const each = countries.map((place, index) => {
    const faker = new Faker({ locale: [place.locale, allLocales.en, allLocales.base], seed: seed + index });
    return { ...place, faker };
  });
  const dice = new Faker({ locale: [en], seed });
  const taken = new Set<string>();

  const company = (faker: Faker): string => {
    const name = `${faker.company.name()} ${dice.helpers.arrayElement(trades)}`.slice(0, 100).trim();
    const fresh = taken.has(name.toLowerCase()) ? `${name} ${taken.size}` : name;
    taken.add(fresh.toLowerCase());
    return fresh;
  };

  return {
    dice,
    /** a customer's name and contact data */
    person(): Person {
      const { faker, country, lang } = dice.helpers.arrayElement(each);
      const [first_name, last_name] = [faker.person.firstName(), faker.person.lastName()];
      const name = company(faker);
      return {
        name,
        company_name: name,
        first_name: first_name.slice(0, 64),
        last_name: last_name.slice(0, 64),
        contact: `${first_name} ${last_name}`.slice(0, 128),
        street_addr: faker.location.streetAddress().slice(0, 256),
        city: faker.location.city().slice(0, 64),
        postal_code: faker.location.zipCode().slice(0, 16),
        country,
        phone: dice.helpers.fromRegExp("+[1-4]{2} [1-9]{3} [0-9]{3}-[0-9]{4}"),
        email: `office${dice.number.int({ min: 10, max: 99_999 })}@example.com`,
        i_lang: lang,
      };
    },
  };
}

const trades = [
  "Telecom",
  "Voice",
  "Networks",
  "VoIP",
  "Connect",
  "Communications",
  "Calls",
  "Telephony",
] as const;
