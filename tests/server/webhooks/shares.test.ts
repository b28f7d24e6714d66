import { describe, expect, it } from "vitest";
import { type Place, sharesOfProcess } from "@/server/doors/webhooks/shares";

/** Endpoints of so many customers from a first one on, 20 each. */
function endpointsOf(first: number, customers: number, limited: boolean): Place[] {
  return Array.from({ length: customers * 20 }, (_, each) => ({
    i_endpoint: first * 1_000 + each,
    i_customer: first + Math.floor(each / 20),
    limited,
  }));
}

/** Gives places until there is none; whoever got one waits for the next. */
function fill(shares: ReturnType<typeof sharesOfProcess>): Place[] {
  const got: Place[] = [];
  for (let place = shares.next(); place; place = shares.next()) {
    got.push(place);
    shares.wait(place);
  }
  return got;
}

const countOf = (got: readonly Place[], i_customer: number) =>
  got.filter((place) => place.i_customer === i_customer).length;

describe("what a process has on its way at once", () => {
  it("is half of it for whoever takes what it gets, however many are slow", () => {
    const shares = sharesOfProcess();
    for (const place of endpointsOf(1, 50, true)) shares.wait(place);
    expect(fill(shares)).toHaveLength(128);
    for (const place of endpointsOf(100, 1, false)) shares.wait(place);
    expect(fill(shares)).toHaveLength(32);
  });

  it("is little for each customer, and half of that for those of its endpoints that are slow", () => {
    const shares = sharesOfProcess();
    for (const place of endpointsOf(1, 1, true)) shares.wait(place);
    expect(fill(shares)).toHaveLength(16);
    for (const place of endpointsOf(2, 1, false)) shares.wait(place);
    expect(fill(shares)).toHaveLength(32);
    const own = { i_endpoint: 1, i_customer: 1, limited: false };
    shares.wait(own);
    expect(fill(shares)).toEqual(Array.from({ length: 5 }, () => own));
  });

  it("is the same for all who wait, and a place that is given back goes to the customer with the fewest", () => {
    const shares = sharesOfProcess();
    for (const place of endpointsOf(1, 16, false)) shares.wait(place);
    const got = fill(shares);
    expect(got).toHaveLength(256);
    for (let i_customer = 1; i_customer <= 16; i_customer += 1) expect(countOf(got, i_customer)).toBe(16);
    const late = { i_endpoint: 1, i_customer: 99, limited: false };
    shares.wait(late);
    expect(shares.next()).toBeUndefined();
    const [any] = got;
    if (any) shares.giveBack(any);
    expect(shares.next()).toBe(late);
  });

  it("goes round the endpoints of a customer, of which a slow one has two and any other five", () => {
    const shares = sharesOfProcess();
    const [slow, one, other] = [
      { i_endpoint: 1, i_customer: 1, limited: true },
      { i_endpoint: 2, i_customer: 1, limited: false },
      { i_endpoint: 3, i_customer: 1, limited: false },
    ];
    for (const place of [slow, one, other]) shares.wait(place);
    expect(fill(shares).map(({ i_endpoint }) => i_endpoint)).toEqual([1, 2, 3, 1, 2, 3, 2, 3, 2, 3, 2, 3]);
  });
});
