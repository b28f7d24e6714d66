import { Prisma } from "../database/generated/client";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { type Endpoint, findEndpoint, manage, manageOne, readEndpoints } from "./endpoint";

/** Lists the webhook endpoints of the actor's customer. */
export const listEndpoints = operation({
  name: "listEndpoints",
  needs: { ...manage, about: "scope" },
  effect: "reads",
  input: () => ({}),
  async run({ db, scope }): Promise<{ endpoints: Endpoint[] }> {
    return { endpoints: await readEndpoints(db, Prisma.sql`p.i_customer = ${scope.i_customer}`) };
  },
});

/** Finds one of them. @throws Refusal 404 */
export const getEndpoint = operation({
  name: "getEndpoint",
  needs: manageOne,
  effect: "reads",
  input: (raw) => ({ i_endpoint: readId(raw, "i_endpoint") }),
  async run({ db, target }): Promise<{ endpoint: Endpoint }> {
    return { endpoint: await findEndpoint(db, target.id) };
  },
});
