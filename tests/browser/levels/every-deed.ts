import { at, type Deeds, user } from "./deed";
import { deedsAtHome, ownDeeds } from "./deeds-at-home";
import { deedsBelow } from "./deeds-below";
import { deedsOnMany } from "./deeds-on-many";
import { deedsWithWebUsers } from "./deeds-with-web-users";

const deletions: Deeds = {
  "deletes a tariff": { action: "deleteTariffAction", needs: "manage", form: ["/tariffs", "Delete"] },
  "deletes a routing group": {
    action: "deleteRoutingGroupAction",
    needs: "manage",
    form: ["/routing-groups", "Delete"],
  },
  "deletes a profile": {
    action: "deleteProfileAction",
    needs: "manage",
    form: ["/profiles/[i_profile]/delete", "Delete profile"],
  },
  "deletes a web user": {
    action: "deleteWebUserAction",
    needs: "web_users",
    form: [`${user}/delete`, "Delete web user"],
  },
  "deletes a customer": {
    action: "deleteCustomerAction",
    needs: "manage",
    form: [`${at}/delete`, "Delete customer"],
    typed: ({ mark }) => ({ confirm: `${mark} below` }),
  },
};

/** Everything that forms do; deletes come last. */
export const deeds: Deeds = {
  ...deedsBelow,
  ...deedsOnMany,
  ...deedsWithWebUsers,
  ...deedsAtHome,
  ...ownDeeds,
  ...deletions,
};
