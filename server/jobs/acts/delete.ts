import { act } from "./act";

const call = { operation: "deleteCustomer", raw: {} } as const;

/** Deletes customers. */
export const deletion = act<Record<string, never>>({
  read: () => ({}),
  // those below it that are selected have gone when its turn comes: see `fromBelow`
  callFor: () => ({ calls: [call], since: [], settled: ["has_customers"] }),
  sample: () => call,
  lasting: () => ["everything"],
  countTyped: true,
  fromBelow: true,
});
