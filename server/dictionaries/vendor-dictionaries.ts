import type { Entry } from "./dictionaries";

/**
 * Dictionaries of the original vendor that only programs read. The ids are fixed, and some are words; the labels are
 * English in every language. Source: the vendor's documentation and client programs, where they state ids; else ours.
 */
export const vendorDictionaries = {
  protocols: [
    { id: 1, name: "SIP" },
    { id: 2, name: "H.323" },
    { id: 3, name: "IAX2" },
    { id: 4, name: "Calling Card PIN" },
  ],
  proto_transports: [
    { id: 1, name: "UDP" },
    { id: 2, name: "TCP" },
    { id: 3, name: "TLS" },
  ],
  tariff_types: [
    { id: 1, name: "Tariff" },
    { id: 2, name: "Incoming Tariff" },
  ],
  upload_types: [
    { id: 1, name: "Rates" },
    { id: 2, name: "Routes" },
  ],
  media_relays: [{ id: 1, name: "Default" }],
  media_relay_types: [
    { id: 0, name: "None" },
    { id: 1, name: "Default" },
  ],
  qmon_actions: [
    { id: "make_last_in_routing", name: "Make last in routing" },
    { id: "block", name: "Block" },
    { id: "none", name: "None" },
  ],
  forward_did_modes: [
    { id: 1, name: "Incoming number" },
    { id: 2, name: "Translated number" },
  ],
  privacy_modes: [
    { id: 1, name: "None" },
    { id: 2, name: "Hide" },
    { id: 3, name: "Pass on" },
  ],
  ca_list_types: [
    { id: 1, name: "Uploaded" },
    { id: 2, name: "Local folder" },
  ],
  ssl_certificate_types: [
    { id: 1, name: "Uploaded" },
    { id: 2, name: "Generated" },
  ],
  ssl_use_domain_types: [
    { id: 1, name: "Web/HTTPS" },
    { id: 2, name: "SIP/TLS" },
  ],
  trunk_policies: [
    { id: "ordered", name: "Ordered" },
    { id: "random", name: "Random" },
  ],
} as const satisfies Record<string, readonly Entry[]>;
