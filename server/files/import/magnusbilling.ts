import { nameOf, type Program, ungrouped } from "./program";

/**
 * MagnusBilling 7's export of users: the columns that its list shows, by their English headers, between semicolons; or those of
 * its table by their own names. A plan and an agent are there by name; `credit` is what we call balance, and below zero
 * where a postpaid user owes.
 * Source: magnussolution/magnusbilling7: classic/src/view/user/List.js (headers), app/model/User.js (names),
 * protected/components/CsvExport.php (what is written).
 */
export const magnusbilling: Program = {
  source: "magnusbilling",
  wrote: (has) =>
    has("username") &&
    has("credit") &&
    ["plan", "idplan", "agent", "group", "typepaid"].some((word) => has(word)),
  columns: {
    username: "web_login",
    // of its table; the list does not show it
    password: "web_password",
    credit: "balance",
    plan: "i_tariff",
    agent: "parent",
    status: "blocked",
    active: "blocked",
    address: "street_addr",
    zipcode: "postal_code",
    mobile: "alt_phone",
    calllimit: "max_sessions",
    cpslimit: "max_calls_per_second",
    language: "i_lang",
  },
  adds: ["name"],
  translate(row) {
    const { get, set } = row;
    for (const word of ["status", "active"]) {
      // 0 inactive, 1 active, 2 pending, 3 blocked for incoming calls, 4 for all
      const isActive = /^(?:1|active)$/i.test(get(word));
      if (get(word) !== "") set(word, isActive ? "active" : "blocked");
    }
    for (const word of ["credit", "creditlimit"]) set(word, ungrouped(get(word)));
    // only a postpaid user may go below zero, whatever stands there
    if (/^(?:0|prepaid)$/i.test(get("typepaid"))) set("creditlimit", "0");
    if (/^-\d+$/.test(get("calllimit"))) set("calllimit", "unlimited");
    if (/^(?:-\d+|0)$/.test(get("cpslimit"))) set("cpslimit", "unlimited");
    // whoever belongs to the administrator belongs to whoever imports
    if (/^(?:root|admin)$/i.test(get("agent"))) set("agent", "");
    return { name: nameOf(row, "username") };
  },
};
