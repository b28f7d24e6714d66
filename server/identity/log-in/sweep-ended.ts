import { database } from "../../database/client";

/** How long we keep the outcome of a mail. Its content is dropped as soon as it is sent. */
const mailsLast = "90 days";
/** The page of an undone address still reads its expired link; a browser unused for a year is no longer recognised. */
const linksLast = "30 days";
const devicesLast = "365 days";
/** Jobs that the queue has given up stay for whoever looks for the reason. */
const givenUpLast = "30 days";

/**
 * Deletes expired rows that no longer decide anything: log-ins, links, challenges, browsers, failed tries, recorded
 * changes of brands, outcomes of old mails, and jobs that were given up.
 */
export async function sweepEnded(): Promise<void> {
  const db = database();
  await db.$executeRaw`DELETE FROM sessions WHERE expires_at < now()`;
  await db.$executeRaw`DELETE FROM links WHERE expires_at < now() - ${linksLast}::interval`;
  await db.$executeRaw`DELETE FROM challenges WHERE expires_at < now()`;
  await db.$executeRaw`DELETE FROM devices WHERE seen_at < now() - ${devicesLast}::interval`;
  await db.$executeRaw`DELETE FROM throttles WHERE greatest(since, wait_until) < now() - interval '1 day'`;
  await db.$executeRaw`DELETE FROM brand_changes WHERE at < now() - interval '1 day'`;
  await db.$executeRaw`DELETE FROM mails WHERE state <> 'waiting' AND created_at < now() - ${mailsLast}::interval`;
  await db.$executeRaw`
    DELETE FROM brand_styles s WHERE used_at < now() - ${linksLast}::interval
       AND NOT EXISTS (SELECT FROM brands b WHERE b.style_hash = s.hash)`;
  await db.$executeRaw`
    DELETE FROM brand_files f WHERE created_at < now() - interval '1 day'
       AND NOT EXISTS (SELECT FROM brands b WHERE b.i_customer = f.i_customer
                          AND f.hash IN (b.logo_light, b.logo_dark, b.favicon))
       AND NOT EXISTS (SELECT FROM brand_versions v WHERE v.i_customer = f.i_customer AND f.hash IN (
             v.brand->>'logo_light', v.brand->>'logo_dark', v.brand->>'favicon'))`;
  await db.$executeRaw`DELETE FROM factors WHERE confirmed_at IS NULL AND created_at < now() - interval '1 day'`;
  await db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs
     WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < now() - ${givenUpLast}::interval`;
}
