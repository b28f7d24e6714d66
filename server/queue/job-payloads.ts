import { z } from "zod";

/**
 * Every job that a transaction can put into the queue, and what it is told. What a job does is in
 * `server/doors/jobs/jobs.ts`. A payload names rows and holds no secret: it is stored as it is, and logged if it fails.
 */
export const jobPayloads = {
  /** sends a mail of the outbox */
  sendMail: z.object({ i_mail: z.string().regex(/^\d+$/).transform(BigInt) }),
  /** examines some customers of a job that waits for its start */
  examineJob: z.object({ i_job: z.number().int() }),
  /** does some more of a job */
  runJob: z.object({ i_job: z.number().int() }),
} satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobPayloads;

/** What a job is given, parsed. */
export type JobPayload<Name extends JobName> = z.output<(typeof jobPayloads)[Name]>;

/** The same as it is stored: JSON. */
export type StoredPayload<Name extends JobName> = z.input<(typeof jobPayloads)[Name]>;
