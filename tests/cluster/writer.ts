import { setTimeout as pause } from "node:timers/promises";
import { idIn, type Outcome, type Program } from "./through-proxy";

/** Something that the service said it did: a customer by its name, or a payment by its key. */
export type Acknowledged = { readonly what: string; readonly at: number };

/** A program that creates customers and pays in, and repeats what was not answered, as the documentation of the API says. */
export class Writer {
  readonly acknowledged: Acknowledged[] = [];
  /** what it was told instead of an answer */
  readonly refused: string[] = [];
  #made = 0;

  constructor(
    private readonly name: string,
    readonly program: Program,
    private readonly i_wholesaler: number,
  ) {}

  async createAndPay(): Promise<void> {
    this.#made += 1;
    const name = `${this.name} ${this.#made}`;
    const scope = { i_wholesaler: this.i_wholesaler };
    const created = await this.#untilDone(
      "createCustomer",
      { ...scope, i_tariff: null, name, web_password: "correct horse battery" },
      name,
    );
    const i_customer = created ?? (await this.#find(name));
    this.#note(name);
    for (const number of [1, 2, 3]) {
      const key = `${name} payment ${number}`;
      await this.#untilDone("customerAddFunds", {
        ...scope,
        i_customer,
        amount: number,
        idempotency_key: key,
      });
      this.#note(key);
    }
  }

  #note(what: string): void {
    this.acknowledged.push({ what, at: Date.now() });
  }

  /** @param name of a customer that may be there after a try that was not answered @returns the customer's id; null: it was there */
  async #untilDone(
    method: string,
    members: Readonly<Record<string, string | number | null>>,
    name?: string,
  ): Promise<number | null> {
    for (let tries = 0; ; tries += 1) {
      const outcome = await this.program.call(method, members);
      if (outcome.kind === "answer") return idIn(outcome.text);
      if (tries > 0 && name && outcome.kind === "fault" && outcome.code === 409) return null;
      this.refused.push(sentence(outcome));
      await pause(200);
    }
  }

  async #find(name: string): Promise<number> {
    for (;;) {
      const outcome = await this.program.call("getCustomerInfo", { name });
      if (outcome.kind === "answer") return idIn(outcome.text);
      this.refused.push(sentence(outcome));
      await pause(200);
    }
  }
}

function sentence(outcome: Exclude<Outcome, { readonly kind: "answer" }>): string {
  return outcome.kind === "fault"
    ? `fault ${outcome.code} ${/faultString.*?<string>([^<]*)/.exec(outcome.text)?.[1]}`
    : `none ${outcome.why}`;
}

/**
 * Lets writers work while something happens, until each of them was answered afterwards.
 * @returns how long after its beginning they went on, what was acknowledged, and what they were told instead
 */
export async function writeWhile(writers: readonly Writer[], act: () => Promise<void>) {
  let stop = false;
  const work = writers.map(async (writer) => {
    while (!stop) await writer.createAndPay();
  });
  const all = () => writers.flatMap(({ acknowledged }) => acknowledged);
  // each of them in the midst of its work
  await until(() => writers.every(({ acknowledged }) => acknowledged.length >= 6));
  const began = Date.now();
  await act();
  const acted = Date.now();
  // the first answer may be of what was done before
  const wentOn = ({ acknowledged }: Writer) => acknowledged.filter(({ at }) => at > acted)[1]?.at;
  await until(() => writers.every((writer) => wentOn(writer) !== undefined));
  stop = true;
  await Promise.all(work);
  for (const { program } of writers) program.close();
  const wentOnAt = Math.max(...writers.map((writer) => wentOn(writer) ?? 0));
  const refused = writers.flatMap((writer) => writer.refused);
  return { wentOnAfterMs: wentOnAt - began, acknowledged: all(), refused };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50);
}
