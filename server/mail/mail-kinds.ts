type About = {
  /** it carries one: sent to one address alone, and of no use once it has run out */
  readonly secret: boolean;
  /** the page that its button leads to, where it is the same for everybody */
  readonly path?: string;
};

/** Every mail that the program sends. */
export const mailKinds = {
  /** a customer was created, and its default web user has a password already */
  welcome: { secret: false, path: "/login" },
  /** a link with which a new person chooses its own password or passkey */
  invitation: { secret: true },
  one_time_password: { secret: true, path: "/login" },
  /** of a forgotten password */
  reset_link: { secret: true },
  /** proves a new address of a web user */
  verify_email: { secret: true },
  /** to the old address: it was changed, with a link that undoes it for 7 days */
  email_changed: { secret: true },
  /** to the old address, which was never proven: another one is in its place */
  email_corrected: { secret: false },
  /** to the present address: another one was asked for */
  address_asked: { secret: false, path: "/preferences/password" },
  new_device: { secret: false, path: "/preferences/log-ins" },
  password_changed: { secret: false },
  /** somebody else set the password or the API password */
  credential_set: { secret: false, path: "/preferences/password" },
  api_password_changed: { secret: false },
  factor_added: { secret: false, path: "/preferences/factors" },
  factor_removed: { secret: false, path: "/preferences/factors" },
  /** by the parent's ADMINISTRATOR, for a lost device */
  factors_reset: { secret: false, path: "/preferences/factors" },
  recovery_code_used: { secret: false, path: "/preferences/factors" },
  /** the record that proves its alias is gone; it is served for some days more */
  alias_lost: { secret: false },
  /** it was gone for too long */
  alias_ended: { secret: false },
  /** it was gone, and somebody else has proven the alias */
  alias_beaten: { secret: false },
  /** what was changed in a support session that has ended */
  support_changes: { secret: false, path: "/history?door=support" },
  balance_low: { secret: false, path: "/overview" },
} as const satisfies Record<string, About>;

export type MailKind = keyof typeof mailKinds;

/** Where the button of a mail leads; '': it has none, or one that is made for each. */
export function pathOf(kind: MailKind): string {
  const about: About = mailKinds[kind];
  return about.path ?? "";
}
