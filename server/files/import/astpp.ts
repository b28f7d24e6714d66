import { nameOf, negated, type Program, ungrouped } from "./program";

/**
 * ASTPP's export of customers, as versions 3 to 6 write it, and the one before (with *Entity Type* and *Account type*). A postpaid
 * account's balance is what it owes: what is left to it is its credit limit less the balance, so that its sign is the other
 * one here. Later versions do not say which accounts are postpaid; they allow no credit limit but to these.
 * Source: iNextrix/ASTPP: web_interface/astpp/application/modules/accounts/controllers/accounts.php
 * (customer_export_cdr_xls, customer_save), where `posttoexternal` is 1 for postpaid.
 */
export const astpp: Program = {
  source: "astpp",
  wrote: (has) => ["account", "firstname", "rategroup", "balance", "creditlimit"].every((word) => has(word)),
  columns: {
    account: "web_login",
    company: "company_name",
    rategroup: "i_tariff",
    cc: "max_sessions",
    reseller: "parent",
    status: "blocked",
  },
  adds: ["name"],
  translate(row) {
    const { get, set } = row;
    for (const word of ["balance", "creditlimit"]) set(word, ungrouped(get(word)));
    const type = get("accounttype");
    const isPostpaid = type === "" ? Number(get("creditlimit")) > 0 : /^post/i.test(type);
    if (isPostpaid) set("balance", negated(get("balance")));
    else set("creditlimit", "0");
    if (get("cc") === "0") set("cc", "unlimited");
    const reseller = get("reseller");
    // first name, last name, and the account's number in parentheses
    const [, account = reseller] = /\(\s*([^()]+?)\s*\)$/.exec(reseller) ?? [];
    set("reseller", reseller === "Admin" ? "" : account);
    return { name: nameOf(row, "account") };
  },
};
