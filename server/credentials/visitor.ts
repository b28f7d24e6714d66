/** Somebody before the log-in page. */
export type Visitor = {
  readonly host: string;
  readonly address: string | null;
  readonly userAgent: string;
  /** proves that people have logged in with this browser before, see `devices.ts` */
  readonly device?: string | null;
  /** from this machine itself, without forwarding headers */
  readonly local: boolean;
};
