import { atOnce, whileLimited } from "./take-messages";

/** An endpoint for which messages are due, or on their way from this process. */
export type Place = {
  readonly i_endpoint: number;
  readonly i_customer: number;
  /** it fails or is slow */
  limited: boolean;
};

/** So many messages are on their way from this process at once, and so many of them to endpoints of one customer. */
const [mostAtOnce, mostOfCustomer] = [256, 32];
/** Endpoints that fail or are slow have this part of both together: the rest is for those that take what they get. */
const limitedPart = 1 / 2;

/** Shares out what a process may have on its way at once. */
export type Shares = {
  /** Puts an endpoint behind all that wait, or leaves it where it waits. */
  readonly wait: (place: Place) => void;
  /** Takes the place for one message, of the endpoint whose turn it is; undefined: there is none for anybody who waits. */
  readonly next: () => Place | undefined;
  readonly giveBack: (place: Place) => void;
};

/**
 * A place is for one message, then the endpoint stands behind the others. The customer with the fewest goes first, and among its
 * endpoints the one that has waited longest; nobody has so many that others would have to wait for them.
 */
export function sharesOfProcess(): Shares {
  const waiting = new Map<number, Place>();
  const held = new Map<number, { readonly place: Place; count: number }>();
  return {
    wait(place) {
      const known = held.get(place.i_endpoint)?.place ?? waiting.get(place.i_endpoint) ?? place;
      known.limited = place.limited;
      waiting.set(place.i_endpoint, known);
    },
    next() {
      const counts = countsOf(held.values());
      let first: Place | undefined;
      for (const place of waiting.values()) {
        const isSooner = !first || counts.of(place) < counts.of(first);
        const count = held.get(place.i_endpoint)?.count ?? 0;
        if (isSooner && count < (place.limited ? whileLimited : atOnce) && counts.hasRoom(place))
          first = place;
      }
      if (!first) return undefined;
      waiting.delete(first.i_endpoint);
      const now = held.get(first.i_endpoint);
      if (now) now.count += 1;
      else held.set(first.i_endpoint, { place: first, count: 1 });
      return first;
    },
    giveBack({ i_endpoint }) {
      const now = held.get(i_endpoint);
      if (now && now.count > 1) now.count -= 1;
      else held.delete(i_endpoint);
    },
  };
}

type Counts = {
  readonly of: (place: Place) => number;
  readonly hasRoom: (place: Place) => boolean;
};

function countsOf(all: Iterable<{ readonly place: Place; readonly count: number }>): Counts {
  const [customers, limited] = [new Map<number, number>(), new Map<number, number>()];
  let [total, totalLimited] = [0, 0];
  for (const { place, count } of all) {
    const { i_customer } = place;
    total += count;
    customers.set(i_customer, (customers.get(i_customer) ?? 0) + count);
    if (!place.limited) continue;
    totalLimited += count;
    limited.set(i_customer, (limited.get(i_customer) ?? 0) + count);
  }
  const of = ({ i_customer }: Place) => customers.get(i_customer) ?? 0;
  return {
    of,
    hasRoom: (place) =>
      total < mostAtOnce &&
      of(place) < mostOfCustomer &&
      (!place.limited ||
        (totalLimited < mostAtOnce * limitedPart &&
          (limited.get(place.i_customer) ?? 0) < mostOfCustomer * limitedPart)),
  };
}
