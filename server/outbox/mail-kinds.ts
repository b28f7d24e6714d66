type About = {
  /** whether it carries a secret: then it goes to one address only and is useless once the secret expires */
  readonly secret: boolean;
  /** the page behind its button, if that is the same for everybody */
  readonly path?: string;
};

/** Every mail that the program sends. */
export const mailKinds = {
  /** a new customer whose default web user already has a password */
  welcome: { secret: false, path: "/login" },
  /** a link for a new person to choose a password or passkey */
  invitation: { secret: true },
  one_time_password: { secret: true, path: "/login" },
  /** a link to replace a forgotten password */
  reset_link: { secret: true },
  /** proves a new address of a web user */
  verify_email: { secret: true },
  /** tells the old address about the change, with a link that undoes it within 7 days */
  email_changed: { secret: true },
  /** tells an old address that nobody ever proved that another replaces it */
  email_corrected: { secret: false },
  /** tells the present address that somebody requested another */
  address_asked: { secret: false, path: "/preferences/password" },
  new_device: { secret: false, path: "/preferences/log-ins" },
  password_changed: { secret: false },
  /** somebody else set the password or the API password */
  credential_set: { secret: false, path: "/preferences/password" },
  api_password_changed: { secret: false },
  /** a key ends within two weeks, or two days */
  key_expiring: { secret: false, path: "/api" },
  /** somebody, or the program itself, made the successor of a key */
  key_rotated: { secret: false, path: "/api" },
  /** somebody else ended a line of keys, or something that was made by way of it stands */
  key_ended: { secret: false },
  /** the same of a line that is to end sooner than it would have */
  key_sooner: { secret: false },
  factor_added: { secret: false, path: "/preferences/factors" },
  factor_removed: { secret: false, path: "/preferences/factors" },
  /** an ADMINISTRATOR removed the second factors because of a lost device */
  factors_reset: { secret: false, path: "/preferences/factors" },
  recovery_code_used: { secret: false, path: "/preferences/factors" },
  /** the record that proves the alias is gone; we serve the alias some days longer */
  alias_lost: { secret: false },
  /** the record was gone for too long */
  alias_ended: { secret: false },
  /** the record was gone, and somebody else proved the alias */
  alias_beaten: { secret: false },
  /** what an ended support session changed */
  support_changes: { secret: false, path: "/history?door=support" },
  /** a receipt, as a PDF */
  receipt: { secret: false },
  /** a job that somebody began, and that took long, has ended, or stopped by itself */
  job_ended: { secret: false },
  job_stopped: { secret: false },
  /** an endpoint of webhooks was switched off: it answered that it is gone, or nothing got through for days */
  webhook_gone: { secret: false },
  webhook_failing: { secret: false },
  /** to ADMINISTRATORs: somebody, or a program, added an endpoint of webhooks, or made one lead elsewhere */
  webhook_added: { secret: false },
  webhook_moved: { secret: false },
  balance_low: { secret: false, path: "/overview" },
} as const satisfies Record<string, About>;

export type MailKind = keyof typeof mailKinds;

/** The path behind the button of a mail; '': no button, or an individual link. */
export function pathOf(kind: MailKind): string {
  const about: About = mailKinds[kind];
  return about.path ?? "";
}
