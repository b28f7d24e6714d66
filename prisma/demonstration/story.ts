import { makePeople } from "./people";
import { type Owner, planner } from "./plan";
import { everything } from "./rights";

/** Plans the demonstration: what root owns, and everybody below. The same every time. */
export async function tellDemonstration(): Promise<Owner> {
  const people = await makePeople(20_261_123);
  const nordlicht = planner(people, { countries: ["de", "de", "fr", "es"], currency: "EUR", scale: 1 });
  const thames = planner(people, { countries: ["gb", "gb", "us"], currency: "GBP", scale: 0.8 });
  const alma = planner(people, { countries: ["ru"], currency: "KZT", scale: 500 });
  const acme = planner(people, { countries: ["us", "gb", "br", "es", "ru"], currency: "USD", scale: 1 });

  const wholesale = ["USD", "EUR", "GBP", "KZT"].map((currency) => ({
    name: `Wholesale ${currency}`,
    currency,
  }));
  const of = (currency: string) => ({ tariff: `Wholesale ${currency}` });
  return {
    tariffs: wholesale,
    routingGroups: ["Premium routes", "Standard routes"],
    customers: [
      { ...acmeVoice(acme), ...of("USD") },
      {
        ...nordlicht.reseller(0, everything, {
          ...company("Nordlicht Telefonie", "Hamburg", "Deutschland"),
          balance: "25000",
          i_time_zone: berlin,
        }),
        ...of("EUR"),
      },
      {
        // overcommits by at most a tenth, and allows four levels below
        ...thames.reseller(
          1,
          everything,
          {
            ...company("Thames Voice", "London", "United Kingdom"),
            balance: "90000",
            i_time_zone: london,
            dns_alias: "thames.localhost",
            overcommit_protection: true,
            overcommit_limit: "10",
            max_depth: 4,
          },
          { customers: thames.many(60, everything) },
        ),
        ...of("GBP"),
      },
      {
        ...alma.reseller(
          1,
          everything,
          {
            ...company("Алма Телеком", "Алматы", "Казахстан"),
            balance: "2500000",
            i_time_zone: almaty,
            i_lang: "ru",
          },
          { customers: alma.many(60, everything) },
        ),
        ...of("KZT"),
      },
    ],
  };
}

/** The richest branch, whose reseller logs in as `reseller`. */
function acmeVoice(acme: ReturnType<typeof planner>) {
  const wide = acme.reseller(noneBelow, everything, { name: "Metro Calls", company_name: "Metro Calls" });
  const reduced = acme.reseller(1, everything, { name: "Harbour Telecom", company_name: "Harbour Telecom" });
  const bakery = acme.customer(everything, [], {
    ...company("Blue Door Bakery", "Portland", "United States"),
    web_login: "customer",
    balance: "100",
    credit_limit: "20",
  });
  return acme.reseller(
    0,
    everything,
    {
      ...company("Acme Voice", "New York", "United States"),
      web_login: "reseller",
      balance: "48250.75",
      credit_limit: "5000",
      i_time_zone: newYork,
      dns_alias: "acme.localhost",
      css: ":root {\n  --brand-accent: #0f766e;\n}\n",
    },
    {
      tariffs: [
        { name: "Retail USD", currency: "USD" },
        { name: "Retail EUR", currency: "EUR" },
      ],
      routingGroups: ["Least cost"],
      customers: [
        { ...wide, customers: acme.many(300, everything) },
        // this one lost rights that the customers below still hold
        { ...reduced, later: [{ customers_mgmt: 3, tariffs_mgmt: 1 }] },
        { ...bakery, tariff: "Retail USD", later: [{ balance: "62.6" }, { balance: "37.4" }] },
      ],
    },
  );
}

function company(name: string, city: string, country: string) {
  return { name, company_name: name, city, country, i_lang: "en" };
}

// ids of the dictionary of time zones
const [newYork, almaty, berlin, london] = [155, 210, 317, 337];
const noneBelow = 5;
