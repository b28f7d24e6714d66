import { Person, type Program } from "./through-proxy";

export const password = "correct horse battery";

/** Somebody who has just logged in. */
export async function logIn(login: string): Promise<Person> {
  const person = new Person();
  await person.get("/login");
  const { status, html } = await person.submit({ login, password });
  if (status !== 303) throw new Error(`not logged in: ${status} ${html.slice(0, 2_000)}`);
  return person;
}

const pages = ["/customers", "/overview", "/tree", "/history", "/tariffs"] as const;
let made = 0;

/** Looks at a page; each eighth time sends a form instead. @throws if it is not answered */
export async function visit(person: Person, round: number): Promise<void> {
  const form = round % 8 === 7;
  const path = form ? "/tariffs" : (pages[round % pages.length] ?? "/");
  const page = await person.get(path);
  if (page.status !== 200)
    throw new Error(`${path}: ${page.status} ${page.location} ${page.html.slice(0, 500)}`);
  if (!form) return;
  made += 1;
  const name = `tariff ${made}`;
  const { status, html } = await person.submit({ name, currency: "USD" }, "i_tariff");
  if (status !== 303) throw new Error(`a form of ${path}: ${status} ${html.slice(0, 500)}`);
  // the other machine
  const { html: after } = await person.get(path);
  if (!after.includes(name)) throw new Error(`${name} is not there`);
}

/** How often each sub-customer was paid 1. */
const paid = new Map<number, number>();

/**
 * Reads; each tenth time pays something into a reseller's only sub-customer, and then reads its balance in the list, which a
 * standby answers. @throws if it is refused, or the list knows nothing of the payment
 */
export async function call(program: Program, child: number, round: number): Promise<void> {
  if (round % 10 === 0) {
    const key = `round ${round}`;
    await program.ask("customerAddFunds", { i_customer: child, amount: 1, idempotency_key: key });
    const times = (paid.get(child) ?? 0) + 1;
    paid.set(child, times);
    const list = await program.ask("listCustomers", { limit: 20 });
    const [, balance] = /<name>balance<\/name>\s*<value>\s*<double>([^<]*)</.exec(list) ?? [];
    if (Number(balance) !== times) throw new Error(`paid ${times}, and the list says ${balance}`);
  } else if (round % 2 === 0) await program.ask("getCustomerInfo", { i_customer: child });
  else await program.ask("listCustomers", { limit: 20 });
}
