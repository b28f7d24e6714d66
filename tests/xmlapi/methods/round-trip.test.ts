import { beforeAll, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { demand, run, runsWell } from "../../foreign";
import { door, givenDoor } from "../stage/served";

givenFreshDatabase();
givenDoor();

const python = "/usr/bin/python3";
const login = { name: freshName("api reseller"), password: "api password of a reseller" };
const scene = { reseller: 0 };

beforeAll(async () => {
  scene.reseller = (await customer(1, { name: login.name, api_password: login.password })).i_customer;
});

it.for(["digest", "trusted"] as const)(
  "the vendor's round trip over httplib2 in %s mode finds exactly one record for each act",
  async (mode, { skip }) => {
    const isThere = runsWell(python, "-c", "import httplib2");
    demand({ what: "httplib2", isThere, packages: "python3 python3-httplib2" }, skip);
    provideSettings({ TRUSTED_HOSTS: mode === "trusted" ? "127.0.0.1" : "", XMLAPI_DIGEST: "" });
    const name = freshName("round trip").replaceAll(" ", "-");
    const { said, complained } = await run(python, ["tests/xmlapi/clients/round_trip.py"], {
      URL: door.url,
      MODE: mode,
      LOGIN: login.name,
      PASSWORD: login.password,
      NAME: name,
      I_WHOLESALER: mode === "trusted" ? String(scene.reseller) : "",
      PYTHONDONTWRITEBYTECODE: "1",
    });
    expect(complained).toBe("");
    expect(JSON.parse(said)).toEqual({
      created: 1,
      info: [name, 100, true, null],
      updated: 1,
      after: ["Vendor Ltd", 7],
      paid: ["OK", "2009-11-18", true],
      add: 1,
      credit: 1,
      debit: 1,
      balance: 129.62,
      blocked: [1, true],
      unblocked: [1, true],
      deleted: 1,
      dictionary: [true, "English", "en"],
      utc: "UTC",
    });
  },
);
