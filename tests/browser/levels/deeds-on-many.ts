import type { Deeds } from "./deed";

/** Deeds about many customers at once. */
export const deedsOnMany: Deeds = {
  "prepares a job": {
    action: "prepareJobAction",
    needs: "block",
    form: ["/jobs/new?of=chosen&ids=[i_customer]&act=block", "Continue to the preview"],
    typed: () => ({ reason: "other" }),
  },
  "says what the columns of a file mean": {
    action: "mapImportAction",
    needs: "manage",
    form: ["/jobs/import/[i_import]/columns", "Check all rows"],
    // the provider's own
    typed: () => ({ i_tariff: "" }),
  },
};
