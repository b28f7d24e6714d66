/**
 * The only places where each kind of secret may appear: the one answer that shows it, the mail that carries it, the
 * browser that stores it. The names of places come from who collects them: `answer while planting: POST /path`,
 * `set-cookie …`, `headers …`, `answer afterwards: GET /path`, `mail KIND to ADDRESS`, `table NAME.COLUMN`, `log of …`.
 */
export const meant = {
  /** a password that a person typed, right or wrong, accepted or refused */
  typed: [],
  /** a password typed into the login field, which the form shows again to the same person */
  login: [/^answer while planting: POST \/login$/],
  /** H(A1) of an API password, which is as good as the password */
  digest: [],
  /** a password that we generated for a program */
  "made for the API": [/^answer while planting: POST \/api\/xmlapi$/],
  /** a key of a person for programs, and its successor */
  "key of a program": [/^answer while planting: POST \/api\/keys\/(new|\d+\/rotate)$/],
  /** root's first password, printed for the person who starts the program */
  "one-time, printed": [/^log of the program$/],
  "one-time, shown": [/^answer while planting: POST \/customers\/\d+\/one-time-password$/],
  "one-time, mailed": [/^mail one_time_password to /],
  "one-time, by the API": [/^answer while planting: POST \/xmlapi\/xmlapi resetCustomerOneTimePassword$/],
  /** the path of a mailed link, and its token */
  link: [/^mail (invitation|reset_link|verify_email|email_changed) to /],
  /** shown during set-up, until the person confirms it */
  totp: [/^answer while planting: (GET|POST) \/preferences\/factors(\/totp)?$/],
  code: [],
  recovery: [/^answer while planting: POST \/preferences\/factors\/totp$/],
  /** what a browser stores: a session, a device, an opened link */
  cookie: [/^set-cookie /],
  /** the id inside a session's cookie */
  session: [],
  csrf: [/^set-cookie /, /^answer (while planting|afterwards): GET \/api\/auth\/csrf$/],
  /** keys of the installation itself */
  key: [],
} as const satisfies Record<string, readonly RegExp[]>;

export type Kind = keyof typeof meant;

/** Secrets that exactly one answer or one mail may show. */
export const shownOnce: readonly Kind[] = [
  "made for the API",
  "key of a program",
  "one-time, shown",
  "one-time, mailed",
  "one-time, by the API",
  "one-time, printed",
  "link",
  "recovery",
];
