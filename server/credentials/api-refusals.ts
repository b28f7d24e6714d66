import { Refusal } from "../ground/refusal";

/** The refusals of an authenticated caller who may not call. Source: semantics, 'The XML-RPC door'. */

/** The customer's own switch is off. */
export function apiIsOff(): Refusal {
  return new Refusal(403, "The API is not enabled for this customer (api_access).", "api_access", {
    key: "api_off",
  });
}

/** Its provider may not give API access. */
export function apiIsNotManaged(): Refusal {
  return new Refusal(403, "Your provider may not manage API access (api_mgmt).", "api_mgmt", {
    key: "api_not_managed",
  });
}

/** The customer itself, its web user or somebody above it. */
export function isBlocked(): Refusal {
  return new Refusal(403, "The customer is blocked; ask your provider.", undefined, {
    key: "blocked_customer",
  });
}
