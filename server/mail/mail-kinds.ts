/** Every mail that the program sends: whose it is, and whether it carries a secret. */
export const mailKinds = {
  /** a customer was created, and its default web user has a password already */
  welcome: { secret: false },
  /** a link with which a new person chooses its own password or passkey */
  invitation: { secret: true },
  one_time_password: { secret: true },
  /** of a forgotten password */
  reset_link: { secret: true },
  /** proves a new address of a web user */
  verify_email: { secret: true },
  /** to the old address: it was changed, with a link that undoes it for 7 days */
  email_changed: { secret: true },
  new_device: { secret: false },
  password_changed: { secret: false },
  /** somebody else set the password or the API password */
  credential_set: { secret: false },
  api_password_changed: { secret: false },
  factor_added: { secret: false },
  factor_removed: { secret: false },
  /** by the parent's ADMINISTRATOR, for a lost device */
  factors_reset: { secret: false },
  recovery_code_used: { secret: false },
  balance_low: { secret: false },
} as const satisfies Record<string, { secret: boolean }>;

export type MailKind = keyof typeof mailKinds;
