import type { Page } from "playwright-core";
import { allRights } from "../../../builders";
import { callOf, int, nil, string } from "../../../xmlapi/stage/wire";
import { logIn, person } from "../../stage/browser";
import { callApi } from "./plant-api";
import type { Program } from "./program";
import { typeJudged } from "./type-judged";

/** Root chooses a password and creates a reseller with a tariff and a password through the API. */
export async function plantFirst(program: Program): Promise<{ root: Page; reseller: Page }> {
  const { vault, base, printed } = program;
  const { page: root } = await person({ baseURL: base });
  await logIn(root, "ssp-root", printed);
  await typeJudged(root, vault.type("root's password"));
  await root.press('[name="web_password"]', "Enter");
  await root.waitForURL("**/overview");

  const password = vault.type("reseller's password");
  const rights = Object.entries(allRights).map(([name, value]) => [name, int(value)] as const);
  const made = await callApi(
    program,
    "trusted",
    "createCustomer",
    callOf("createCustomer", {
      i_wholesaler: int(1),
      i_tariff: nil,
      name: string("reseller"),
      web_password: string(password),
      ...Object.fromEntries(rights),
    }),
  );
  if (made.includes("<fault>")) throw new Error(made);
  const { page: reseller } = await person({ baseURL: base });
  await logIn(reseller, "reseller", password);
  await reseller.goto("/tariffs");
  await reseller.getByRole("button", { name: "New tariff" }).click();
  await reseller.fill('#new-tariff [name="name"]', "Planted");
  await reseller.getByRole("button", { name: "Add tariff" }).click();
  await reseller.locator("table", { hasText: "Planted" }).waitFor();
  return { root, reseller };
}
