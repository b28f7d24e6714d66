import { Prisma } from "../database/generated/client";

/** The secret that an endpoint `p` had before, as long as it still signs. */
export const formerSecret = Prisma.sql`CASE WHEN p.former_until > now() THEN p.former_secret END`;
