import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExampleLanguage, exampleLanguages } from "@/server/doors/http/example-languages";
import { exampleIn, passwordHere } from "@/server/doors/xmlapi/examples";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { interpreters, outputOfExample } from "../../example-runs";
import { demand } from "../../foreign";
import { door, givenDoor } from "../stage/served";

givenFreshDatabase();
givenDoor();

const password = "correct horse api";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-examples-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** Runs an example as its reader would: copies it from the page and puts the password in. */
async function outputOf(language: ExampleLanguage, login: string): Promise<string> {
  const example = exampleIn(language, { endpoint: door.url, login }).replace(passwordHere, password);
  return await outputOfExample(language, example, folder);
}

// urllib can do only MD5, and PHP's curl_init whatever curl can
const settings = {
  md5: ["curl", "python", "php", "typescript"],
  both: ["curl", "python", "php", "typescript"],
  "sha-256": ["curl", "php", "typescript"],
} as const satisfies Record<string, readonly ExampleLanguage[]>;
const runnable = Object.entries(settings).flatMap(([digest, languages]) =>
  languages.map((language) => ({ digest, language })),
);

it("there is an example to run in every language", () => {
  expect(new Set(runnable.map(({ language }) => language))).toEqual(new Set(Object.keys(exampleLanguages)));
});

it.for(runnable)(
  "the example in $language lists the reader's own sub-customers as it stands, its password put in, where XMLAPI_DIGEST is $digest",
  async ({ digest, language }, { skip }) => {
    demand(interpreters[language], skip);
    provideSettings({ XMLAPI_DIGEST: digest });
    const login = freshName("reader");
    const { i_customer } = await customer(1, { web_login: login, api_password: password });
    const below = freshName("below");
    await customer(i_customer, { name: below });
    expect(await outputOf(language, login)).toContain(below);
  },
);

it.for(["curl", "php", "typescript"] as const)(
  "the example in %s works for a login with quotes, blanks and letters of other alphabets",
  async (language, { skip }) => {
    demand(interpreters[language], skip);
    provideSettings({ XMLAPI_DIGEST: "" });
    const login = `О'Нил $HOME \\ "x" ${freshName()}`;
    const { i_customer } = await customer(1, { web_login: login, api_password: password });
    const below = freshName("below");
    await customer(i_customer, { name: below });
    expect(await outputOf(language, login)).toContain(below);
  },
);

it.for(["curl", "python", "php", "typescript"] as const)(
  "the example in %s writes a login in no way that is anything but text in its language",
  async (language, { skip }) => {
    demand(interpreters[language], skip);
    const done = join(folder, `done-${language}`);
    const login = `'; touch ${done}; ' \\' */ ?> "; process.exit(3); "`;
    const said = await outputOf(language, login).catch((error: { code: unknown; stderr: string }) => error);
    // nobody has this login: the door must refuse the log-in, not the program's grammar
    expect(typeof said === "string" ? said : `${said.code} ${said.stderr}`).not.toMatch(
      /SyntaxError|Parse error|unexpected|^3 /,
    );
    expect(existsSync(done)).toBe(false);
  },
);
