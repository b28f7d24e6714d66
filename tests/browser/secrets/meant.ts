/**
 * Where each kind of secret is meant to go, and nowhere else: the one answer that shows it, the mail that brings it, the
 * browser that holds it. Places are named by who collects them: `answer while planting: POST /path`, `set-cookie …`,
 * `headers …`, `answer afterwards: GET /path`, `mail KIND to ADDRESS`, `table NAME.COLUMN`, `log of …`.
 */
export const meant = {
  /** a password that a person typed, right or wrong, taken or refused */
  typed: [],
  /** typed into the field of the login: the form gives it back to who typed it */
  login: [/^answer while planting: POST \/login$/],
  /** H(A1) of an API password, which is as good as the password */
  digest: [],
  /** a password that the program made for a program */
  "made for the API": [/^answer while planting: POST \/api$/],
  /** root's first, for whoever starts the program */
  "one-time, printed": [/^log of the program$/],
  "one-time, shown": [/^answer while planting: POST \/customers\/\d+\/one-time-password$/],
  "one-time, mailed": [/^mail one_time_password to /],
  "one-time, by the API": [/^answer while planting: POST \/xmlapi\/xmlapi resetCustomerOneTimePassword$/],
  /** the path of a mailed link, and its token */
  link: [/^mail (invitation|reset_link|verify_email|email_changed) to /],
  /** shown while it is set up, until it is confirmed */
  totp: [/^answer while planting: (GET|POST) \/preferences\/factors(\/totp)?$/],
  code: [],
  recovery: [/^answer while planting: POST \/preferences\/factors\/totp$/],
  /** what a browser holds: a session, by what it is known, an opened link */
  cookie: [/^set-cookie /],
  /** the id within the cookie of a session */
  session: [],
  csrf: [/^set-cookie /, /^answer (while planting|afterwards): GET \/api\/auth\/csrf$/],
  /** of the installation itself */
  key: [],
} as const satisfies Record<string, readonly RegExp[]>;

export type Kind = keyof typeof meant;

/** Those that a single answer, or a single mail, shows. */
export const shownOnce: readonly Kind[] = [
  "made for the API",
  "one-time, shown",
  "one-time, mailed",
  "one-time, by the API",
  "one-time, printed",
  "link",
  "recovery",
];
