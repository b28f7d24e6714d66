import { z } from "zod";
import { Refusal } from "../ground/refusal";

/** What each database constraint means to a caller: the attribute and the message. */
const meanings: Readonly<Record<string, () => Refusal>> = {
  customers_name_key: () => taken("name"),
  web_users_login_key: () => taken("web_login"),
  customers_alias_key: () => taken("dns_alias"),
  tariffs_owner_name_key: () => taken("name"),
  routing_groups_owner_name_key: () => taken("name"),
  profiles_owner_name_key: () => taken("name"),
  support_sessions_form_hash_key: formSent,
  api_keys_form_hash_key: formSent,
  customers_tariff_of_parent: () =>
    new Refusal(409, "The tariff is in use: its currency is fixed and it cannot be deleted.", "currency", {
      key: "tariff_in_use",
    }),
  customers_i_routing_group_fkey: () =>
    new Refusal(409, "The routing group is in use and cannot be deleted.", "i_routing_group", {
      key: "routing_group_in_use",
    }),
  customers_i_wholesaler_fkey: () =>
    new Refusal(409, "The customer has sub-customers and cannot be deleted.", "i_customer", {
      key: "has_customers",
    }),
  customers_agent_is_sibling: () =>
    new Refusal(409, "The customer is a commission agent and cannot be deleted.", "i_customer", {
      key: "is_agent",
    }),
};

/**
 * Translates a broken constraint into a refusal, if it means one. Only the database can decide between two requests at
 * once, so we let it and translate its answer instead of checking beforehand.
 */
export function refusalOfDatabase(error: unknown): Refusal | null {
  const constraint = constraintIn(error);
  if (constraint === null || !Object.hasOwn(meanings, constraint)) return null;
  return meanings[constraint]?.() ?? null;
}

/** Whether an error is about a name that is unique in the whole system, so that anybody may hold it. */
export function isEverybodysName(error: unknown): boolean {
  const constraint = constraintIn(error);
  return constraint !== null && everybodys.includes(constraint);
}

const everybodys = ["customers_name_key", "web_users_login_key", "customers_alias_key"];

function formSent(): Refusal {
  return new Refusal(409, "This form has already been sent; open it again.", undefined, { key: "form_sent" });
}

function taken(attribute: string): Refusal {
  return new Refusal(409, `Parameter ${attribute} is taken.`, attribute, { key: "taken" });
}

/**
 * Reads the name of the broken constraint from the database's own sentence only, never from the error's whole text,
 * which may contain the caller's words.
 */
function constraintIn(error: unknown): string | null {
  const straight = driverError.safeParse(error);
  if (straight.success) return straight.data.constraint;
  const direct = adapterError.safeParse(error);
  const inside = prismaError.safeParse(error);
  const sentence =
    direct.data?.cause.originalMessage ?? inside.data?.meta.driverAdapterError.cause.originalMessage;
  return /constraint "(\w+)"/.exec(sentence ?? "")?.[1] ?? null;
}

// the driver's own; not by its class, of which each bundle may have one
const driverError = z.object({ severity: z.string(), constraint: z.string() });
// Prisma's adapter passes the database's sentence on; at COMMIT it comes without Prisma's own error around it
const adapterError = z.object({ cause: z.object({ originalMessage: z.string() }) });
const prismaError = z.object({ meta: z.object({ driverAdapterError: adapterError }) });
