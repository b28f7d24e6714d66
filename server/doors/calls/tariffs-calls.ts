import { operations } from "../operations";
import type { Call } from "./call";
import { leftOut, may, needed, scope } from "./describe-parameters";

const tariff = needed("i_tariff", "int", "the tariff");
const ofTariff = [
  needed("name", "string", "its name"),
  needed("currency", "string", "its currency, of ISO 4217"),
];
const group = needed("i_routing_group", "int", "the routing group");
const ofGroup = needed("name", "string", "its name");

/** The calls about tariffs and routing groups, by name. */
export const tariffsCalls = {
  listTariffs: {
    operation: operations.listTariffs,
    meaning: "Lists one's own tariffs by name, each with how many sub-customers use it.",
    parameters: [scope, may("i_tariff", "int", "this one alone")],
    returns: {
      tariffs: {
        list: { struct: { i_tariff: "int", name: "string", currency: "string", used: "int or nil" } },
      },
    },
  },
  addTariff: {
    operation: operations.addTariff,
    meaning: "Adds a tariff of one's own.",
    parameters: [scope, ...ofTariff],
    returns: { i_tariff: "int" },
  },
  editTariff: {
    operation: operations.editTariff,
    meaning: "Renames a tariff, or changes its currency while nobody uses it; what is absent stays.",
    parameters: [scope, tariff, ...ofTariff.map(leftOut)],
    returns: {},
  },
  deleteTariff: {
    operation: operations.deleteTariff,
    meaning: "Deletes a tariff that nobody uses.",
    parameters: [scope, tariff],
    returns: {},
  },
  listRoutingGroups: {
    operation: operations.listRoutingGroups,
    meaning: "Lists one's own routing groups by name, each with how many customers use it.",
    parameters: [scope, may("i_routing_group", "int", "this one alone")],
    returns: {
      routing_groups: {
        list: { struct: { i_routing_group: "int", name: "string", used: "int" } },
      },
    },
  },
  addRoutingGroup: {
    operation: operations.addRoutingGroup,
    meaning: "Adds a routing group of one's own.",
    parameters: [scope, ofGroup],
    returns: { i_routing_group: "int" },
  },
  editRoutingGroup: {
    operation: operations.editRoutingGroup,
    meaning: "Renames a routing group.",
    parameters: [scope, group, leftOut(ofGroup)],
    returns: {},
  },
  deleteRoutingGroup: {
    operation: operations.deleteRoutingGroup,
    meaning: "Deletes a routing group that nobody uses.",
    parameters: [scope, group],
    returns: {},
  },
} as const satisfies Readonly<Record<string, Call>>;
