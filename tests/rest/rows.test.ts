import { describe, expect, it } from "vitest";
import { attributeNames } from "@/attributes/customer";
import type { Call } from "@/server/doors/calls/call";
import { calls } from "@/server/doors/calls/calls";
import { operations } from "@/server/doors/operations";
import { pathNames } from "@/server/doors/rest/read-asked";
import { notOverRest } from "@/server/doors/rest/routes/not-over-rest";
import { routes } from "@/server/doors/rest/routes/routes";
import { methods } from "@/server/doors/xmlapi/methods";
import { operationNamed } from "@/server/operation/registry";
import { type OperationName, soundInputs } from "../server/doors/sound-inputs";

// the table consists of literals
const all: Readonly<Record<string, Call>> = calls;
const named = Object.entries(all);
const routed = new Set<string>(routes.map(({ call }) => call));

describe("the routes", () => {
  it.each(Object.keys(operations))("have %s, or say why it has none", (name) => {
    const reason = new Map(Object.entries(notOverRest)).get(name);
    expect([name, routed.has(name), reason !== undefined]).toEqual([
      name,
      reason === undefined,
      !routed.has(name),
    ]);
  });

  it("are each there once", () => {
    const places = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(places.toSorted()).toEqual([...new Set(places)].toSorted());
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s has parameters for all that its path names, and a GET of what it makes",
    (_name, route) => {
      const known = all[route.call]?.parameters.map(({ name }) => name) ?? [];
      for (const name of pathNames(route)) expect(known).toContain(name);
      for (const path of [route.thing, route.at])
        if (path !== undefined)
          expect(routes.filter((one) => one.method === "GET" && one.path === path)).toHaveLength(1);
      for (const name of [route.of, ...(route.beside ?? [])])
        if (name !== undefined) expect(Object.keys(all[route.call]?.returns ?? {})).toContain(name);
    },
  );
});

describe("the calls", () => {
  it("are used by a door, each", () => {
    const unused = Object.keys(all).filter((name) => !routed.has(name) && !Object.hasOwn(methods, name));
    expect(unused).toEqual([]);
  });

  const ofOperations = named.filter(([name]) => operationNamed(name));

  it.each(ofOperations)("%s takes a scope if its operation has one", (name, { parameters }) => {
    const scope = operationNamed(name)?.definition.needs.scope;
    const takes = parameters.some((parameter) => parameter.name === "i_wholesaler");
    expect([name, takes]).toEqual([name, scope !== "none"]);
  });

  it.each(ofOperations)(
    "%s describes all that its operation reads, but for what pages alone say",
    (name, call) => {
      const read = namesReadBy(name as OperationName);
      const known = [...call.parameters.map((parameter) => parameter.name), ...(ofPages[name] ?? [])];
      expect([...read].filter((one) => !known.includes(one) && !everywhere.includes(one))).toEqual([]);
    },
  );
});

/** What the door's pages say, and what forms say beside what they send. */
const everywhere = ["limit", "after", "offset", "shown", "i_wholesaler"];

const linkFields = [0, 1, 2, 3, 4].flatMap((at) => [`footer_label.${at}`, `footer_href.${at}`]);

/** What pages and forms alone say, and our own code. */
const ofPages: Readonly<Record<string, readonly string[]>> = {
  createCustomer: ["invite", "must_change"],
  updateCustomer: ["must_change", "send"],
  // the others are the provider's to set, or are changed in person
  updateOwnData: ["as_one", ...attributeNames],
  // a job deletes who is unused
  deleteCustomer: ["unused_since"],
  previewBrand: linkFields,
  saveBrand: linkFields,
  findCustomers: ["counted", "whole", "only"],
  listLedger: ["sums"],
  listHistory: ["visits", "lately"],
  // undoing a job puts back whose block it was
  blockCustomer: ["set_by"],
  unblockCustomer: ["set_by"],
  explainBlocks: ["count"],
  listTariffs: ["used"],
  getJobInfo: ["reasons"],
  startJob: ["only_good"],
  updateCustomers: ["kind"],
  editProfile: ["merge"],
  addWebUser: ["must_change"],
  resetCustomerOneTimePassword: ["stop_old", "send"],
  // a person confirms who they are before they take a protection away
  setPreferences: ["require_factor", "refuse_support", "bridge"],
};

/** The members that an operation looks at in what comes in. */
function namesReadBy(name: OperationName): ReadonlySet<string> {
  const read = new Set<string>();
  const of = { i_customer: 1, i_web_user: 1, i_tariff: 1, login: "login", name: "name" };
  const sound = soundInputs[name](of);
  const watched = new Proxy(sound, {
    get(target, member) {
      if (typeof member === "string") read.add(member);
      return Reflect.get(target, member);
    },
  });
  const actor = {
    door: "rest",
    i_customer: 1,
    i_web_user: 1,
    login: "l",
    access_level: "ADMINISTRATOR",
  } as const;
  operationNamed(name)?.definition.input(watched, { ...actor, address: null });
  return read;
}
