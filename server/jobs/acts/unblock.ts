import { act } from "./act";

const call = { operation: "unblockCustomer", raw: {} } as const;

/** Unblocks customers, as far as whoever does it may. Who is not blocked stays as it is. */
export const unblock = act<Record<string, never>>({
  read: () => ({}),
  callFor: (_input, { blocked }) => (blocked ? call : null),
  sample: () => call,
  lasting: () => [],
});
