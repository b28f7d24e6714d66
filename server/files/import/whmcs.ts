import { nameOf, type Program, ungrouped } from "./program";

const countries = new Intl.DisplayNames("en", { type: "region" });

/**
 * A CSV file of WHMCS's clients: its report *Clients* with the fields that somebody has ticked, or its table's columns by their own
 * names (`firstname`, `address1`, …), which are the same words. People log in by their address. `credit` is money that a client has
 * with the provider; who owes has unpaid invoices, which no column tells.
 * Source: developers.whmcs.com, GetClientsDetails and AddClient (names; country as ISO 3166, status Active, Inactive or
 * Closed); docs.whmcs.com, 'Clients:Summary Tab' (telephone numbers as +country.number); the guide of opterius.com to
 * exporting `tblclients` as CSV.
 */
export const whmcs: Program = {
  source: "whmcs",
  wrote: (has) =>
    ["firstname", "lastname", "companyname", "email"].every((word) => has(word)) &&
    ["address1", "phonenumber", "datecreated", "groupid", "clientgroup"].some((word) => has(word)) &&
    !has("username"),
  columns: {
    address1: "street_addr",
    postcode: "postal_code",
    phonenumber: "phone",
    status: "blocked",
    credit: "balance",
    currency: "payment_currency",
    currencycode: "payment_currency",
    language: "i_lang",
    notes: "description",
    adminnotes: "description",
  },
  adds: ["name", "web_login"],
  translate(row) {
    const { get, set } = row;
    // the second line of an address has a column of its own
    set("address1", [get("address1"), get("address2")].filter(Boolean).join("\n"));
    // somebody without running services is inactive, and may log in
    if (get("status") !== "") set("status", /^closed$/i.test(get("status")) ? "blocked" : "active");
    set("phonenumber", get("phonenumber").replace(/^(\+\d{1,4})\./, "$1 "));
    if (/^[A-Za-z]{2}$/.test(get("country"))) set("country", countryName(get("country")));
    set("credit", ungrouped(get("credit")));
    // a number is the currency's place in a table of theirs
    for (const word of ["currency", "currencycode"]) if (/^\d*$/.test(get(word))) set(word, "");
    return { name: nameOf(row, "email"), web_login: get("email") };
  },
};

function countryName(code: string): string {
  return countries.of(code.toUpperCase()) ?? code;
}
