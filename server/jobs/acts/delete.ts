import { act } from "./act";

const call = { operation: "deleteCustomer", raw: {} } as const;

/** Deletes customers. */
export const deletion = act<Record<string, never>>({
  read: () => ({}),
  callFor: () => call,
  sample: () => call,
  lasting: () => ["everything"],
  countTyped: true,
});
