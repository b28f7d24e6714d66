import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";

/** The calls about what attributes refer to, by name. */
export const dictionariesCalls = {
  getDictionary: {
    operation: operations.getDictionary,
    meaning:
      "Reads a dictionary: the ids that attributes refer to and their names, as a struct and as a list in order.",
    parameters: [
      needed(
        "name",
        "string",
        "time_zones (or timezones), languages, export_types, currencies, payment_methods, start_pages, password_policies, protocols, proto_transports, tariff_types, upload_types, media_relays, media_relay_types, qmon_actions, forward_did_modes, privacy_modes, ca_list_types, ssl_certificate_types, ssl_use_domain_types or trunk_policies",
      ),
      may("type", "string", "of languages: web or ivr; web where absent"),
      may("i_lang", "string", "language of the names; en where absent"),
    ],
    returns: {
      dictionary: { map: "string" },
      entries: { list: { struct: { id: "any", name: "string" } } },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;
