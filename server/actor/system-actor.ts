import type { Actor } from "./actor";

/** The program itself, acting as root: the first start, the demonstration, commands on the machine. */
export const systemActor: Actor = {
  door: "system",
  i_customer: 1,
  i_web_user: null,
  login: null,
  access_level: "ADMINISTRATOR",
  address: null,
};
