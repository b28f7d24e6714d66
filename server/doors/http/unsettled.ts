/** What a try can ask, and report, about other tries of the same login that are under way. */
type Meanwhile = {
  /** how many were wrong since the last right one */
  readonly wrong: () => number;
  readonly fail: () => void;
  readonly succeed: () => void;
};

/**
 * The wrong tries of a login that we are looking up or counting at this moment, so that many at once do not all pass
 * before the first failure is in the database. We keep them only while a try of that login is under way.
 */
export class Unsettled {
  readonly #logins = new Map<string, { underWay: number; wrong: number }>();

  async during<Result>(key: string, attempt: (meanwhile: Meanwhile) => Promise<Result>): Promise<Result> {
    const login = this.#logins.get(key) ?? { underWay: 0, wrong: 0 };
    this.#logins.set(key, login);
    login.underWay += 1;
    try {
      return await attempt({
        wrong: () => login.wrong,
        fail: () => {
          login.wrong += 1;
        },
        succeed: () => {
          login.wrong = 0;
        },
      });
    } finally {
      login.underWay -= 1;
      if (login.underWay === 0) this.#logins.delete(key);
    }
  }
}
