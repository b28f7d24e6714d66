import type { KeyArea } from "@/attributes/key-areas";

/**
 * The operations that jobs call, each with the area that a key must reach for it, as at its own address: a test holds them to
 * the routes. An act calls no other. Source: rest, 'Who calls'
 */
export const areaOfJobCall = {
  createCustomer: "customers",
  updateCustomer: "customers",
  deleteCustomer: "customers",
  customerAddFunds: "money",
  customerCredit: "money",
  customerDebit: "money",
  correctBalance: "money",
  changeCreditLimit: "money",
  blockCustomer: "blocks",
  unblockCustomer: "blocks",
  resetCustomerOneTimePassword: "web_users",
  sendInvitation: "web_users",
} as const satisfies Readonly<Record<string, KeyArea>>;

export type JobCall = keyof typeof areaOfJobCall;
