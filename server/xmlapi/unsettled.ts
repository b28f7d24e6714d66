/** What a try can ask and tell about the tries of the same login that are under way beside it. */
type Meanwhile = {
  /** how many were wrong since the last that was right */
  readonly wrong: () => number;
  readonly fail: () => void;
  readonly succeed: () => void;
};

/**
 * Wrong tries of a login that are being looked up or counted at this moment, so that many at once do not all pass
 * before the first failure is in the database. Kept only as long as a try of that login is under way.
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
