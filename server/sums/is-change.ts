import { Prisma } from "../database/generated/client";

/**
 * The condition that entry `h` of the history is a change: not a log-in, not a read or a refusal (trusted hosts leave
 * entries of those too), and not a note, which only its writers may know of.
 */
export const isChange = Prisma.sql`(
  h.operation NOT IN ('getCustomerInfo', 'signIn', 'authCustomer', 'openSupport', 'viewPage', 'extendSupport',
                      'allowSupportChanges', 'endSupport')
  AND (h.door <> 'trusted' OR h.changes <> '{}'::jsonb OR h.operation = 'resetCustomerOneTimePassword')
  AND NOT jsonb_exists(h.detail, 'refused') AND NOT jsonb_exists(h.detail, 'private'))`;
