import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { type OperationName, soundInputs } from "./sound-inputs";

givenFreshDatabase();

type Call = (actor: Actor, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Operations about the caller, and those that find nothing for any caller. */
const aboutOneself: readonly OperationName[] = [
  "updateOwnData",
  "findCustomers",
  "suggestCustomers",
  "getStatement",
  "listHistory",
  "getAuditLogs",
  "getApiStanding",
  "listApiCalls",
  "listKeys",
  "listBlocks",
  "listTwins",
  "listFollowUps",
  "listColleagues",
  "listLogIns",
  "endOtherLogIns",
  "editOwnSettings",
  "getOwnSettings",
  "listFactors",
  "beginTotp",
  "getPendingTotp",
  "getSupportDesk",
  "listSupportSessions",
  "makeSupportCode",
];

/** Operations that name only their scope, or that refuse the actor for what the actor lacks. */
const withoutTarget: readonly OperationName[] = [
  "getOwnKey",
  "editOwnKey",
  "rotateOwnKey",
  "endOwnKey",
  "makeKey",
  "confirmTotp",
  "renewRecoveryCodes",
  "createCustomer",
  "listCustomers",
  "listTariffs",
  "addTariff",
  "listRoutingGroups",
  "addRoutingGroup",
  "getOverview",
  "getFormChoices",
  "getDictionary",
  "listProfiles",
  "addProfile",
  "prepareJob",
  "updateCustomers",
  "listJobs",
  "beginImport",
  "listEndpoints",
  "addEndpoint",
  // these need a running support session
  "extendSupport",
  "allowSupportChanges",
  "showSupportStyle",
  "endSupport",
];

async function scene() {
  const neighbour = await customer(1, { name: `Neighbour ${freshName()}` });
  const target = await customer(neighbour.i_customer, {
    name: `Secret ${freshName()}`,
    web_login: freshName("login"),
  });
  const i_tariff = await tariff(neighbour.i_customer);
  const stranger = await customer(1);
  const login = target.actor.login ?? "";
  const { i_customer, actor } = target;
  const of = { i_customer, i_web_user: actor.i_web_user ?? 0, i_tariff, login, name: login };
  return { neighbour, target, stranger, of };
}

describe.each(Object.keys(operations) as OperationName[])("%s", (name) => {
  const call = operations[name] as unknown as Call;

  it("does not reach what is a neighbour's, by its id or in its scope, nor tell its name", async () => {
    const { neighbour, stranger, of } = await scene();
    const { scope: scopeOf } = operations[name].definition.needs;
    const named = typeof scopeOf === "function" ? scopeOf(soundInputs[name](of)) : scopeOf;
    if (named === "i_wholesaler") {
      const outside = await refusalOf(
        call(stranger.actor, { ...soundInputs[name](of), i_wholesaler: neighbour.i_customer }),
      );
      expect(outside).toMatchObject({ code: 403, attribute: "i_wholesaler" });
      const nowhere = await refusalOf(
        call(stranger.actor, { ...soundInputs[name](of), i_wholesaler: 999_999 }),
      );
      expect(nowhere).toEqual(outside);
    }
    if (withoutTarget.includes(name)) return;
    if (aboutOneself.includes(name)) {
      expect(JSON.stringify(await call(stranger.actor, soundInputs[name](of)))).not.toContain("Secret");
      return;
    }
    const refusal = await refusalOf(call(stranger.actor, soundInputs[name](of)));
    expect([401, 404]).toContain(refusal.code);
    expect(refusal.message).not.toMatch(/Secret|Neighbour/);
    const nobody = await refusalOf(
      call(
        stranger.actor,
        soundInputs[name]({
          i_customer: 999_999,
          i_web_user: 999_999,
          i_tariff: 999_999,
          login: freshName(),
          name: "",
        }),
      ),
    );
    expect(nobody).toEqual(refusal);
  });
});
