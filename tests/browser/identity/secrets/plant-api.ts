import { createHash } from "node:crypto";
import { authorization } from "../../../xmlapi/stage/digest-client";
import { arrayOf, callOf, callWith, int, type Sent, string, structOf } from "../../../xmlapi/stage/wire";
import type { Planted } from "./plant-above";
import type { Program } from "./program";
import { mark } from "./vault";

/** How to call: with a password, or from a trusted machine. */
export type Caller = { readonly username: string; readonly password: string } | "trusted";

/** Calls the API through the recorder. @returns the text of the answer */
export async function callApi(
  { base }: Pick<Program, "base">,
  caller: Caller,
  method: string,
  body: string,
): Promise<string> {
  const url = `${base}/xmlapi/xmlapi`;
  const send = async (headers: Record<string, string>) =>
    await fetch(url, { method: "POST", body, headers: { "x-called": method, ...headers } });
  if (caller === "trusted") return await (await send({})).text();
  // we challenge a trusted machine only if it offers credentials
  const challenge = (await send({ authorization: "Digest" })).headers.get("www-authenticate") ?? "";
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
  return await (await send({ authorization: authorization(caller, { nonce }) })).text();
}

/** Everything that programs send and receive. */
export async function plantApi(program: Program, planted: Planted): Promise<void> {
  const { vault } = program;
  const reseller = { username: "reseller", password: planted.apiPassword };
  const call = async (caller: Caller, method: string, members: Sent) =>
    await callApi(program, caller, method, callOf(method, members));
  keepDigests(program, reseller.username, reseller.password, "of the page");

  for (const by of ["reseller", "trusted"] as const) {
    const caller = by === "trusted" ? by : reseller;
    const scope: Sent = by === "trusted" ? { i_wholesaler: int(1) } : {};
    const typed = (name: string) => string(vault.type(`${name}, by ${by}`));
    const name = `by ${by} ${mark()}`;
    const made = vault.type(`API password of createCustomer, by ${by}`);
    const web = vault.type(`password of createCustomer, by ${by}`);
    keepDigests(program, name, made, `of createCustomer, by ${by}`);
    const base = { ...scope, i_tariff: "<nil/>", name: string(name) };
    const created = await call(caller, "createCustomer", {
      ...base,
      web_password: string(web),
      api_password: string(made),
    });
    done(created);
    done(await call(caller, "authCustomer", { username: string(name), password: string(web) }));
    const i_customer = int(Number(/<int>(\d+)<\/int>/.exec(created)?.[1]));
    const refused: Record<string, Sent> = {
      "name taken": {
        ...base,
        web_password: typed("password, name taken"),
        api_password: typed("API, name taken"),
      },
      "too short": { ...base, web_password: string(vault.typeShort(`password too short, by ${by}`)) },
      "a list": { ...base, web_password: arrayOf([typed("password in a list")]) },
      "a struct": { ...base, web_password: structOf({ password: typed("password in a struct") }) },
      bytes: {
        ...base,
        web_password: `<base64>${Buffer.from(vault.type(`password as bytes, by ${by}`)).toString("base64")}</base64>`,
      },
      "a number": {
        ...base,
        web_password: `<int>${vault.type(`password as a number, by ${by}`).replace(/[<&]/g, "")}</int>`,
      },
      misspelled: {
        ...scope,
        i_tariff: "<nil/>",
        name: string(mark()),
        web_passwrd: typed("password misspelled"),
      },
      misplaced: {
        ...base,
        i_tariff: typed("password as a tariff"),
        web_password: typed("password beside a bad tariff"),
      },
      "a line feed": {
        ...base,
        name: string(mark()),
        web_password: string(`${vault.type(`password with a line feed, by ${by}`)}\nand more`),
      },
    };
    for (const [why, members] of Object.entries(refused))
      refusedAs(why, await call(caller, "createCustomer", members));
    done(
      await call(caller, "updateCustomer", {
        ...scope,
        i_customer,
        web_password: typed("password of updateCustomer"),
        api_password: typed("API password of updateCustomer"),
      }),
    );
    for (const attribute of ["web_password", "api_password"]) {
      const short = string(vault.typeShort(`${attribute} of updateCustomer, too short, by ${by}`));
      refusedAs(
        "too short",
        await call(caller, "updateCustomer", { ...scope, i_customer, [attribute]: short }),
      );
      refusedAs(
        "unknown",
        await call(caller, "updateCustomer", {
          ...scope,
          i_customer: int(2_000_000),
          [attribute]: typed(`${attribute} of nobody`),
        }),
      );
    }
    done(await call(caller, "validatePassword", { password: typed("password of validatePassword") }));
    refusedAs(
      "wrong",
      await call(caller, "authCustomer", {
        username: string(name),
        password: typed("password of authCustomer, wrong"),
      }),
    );
    refusedAs(
      "swapped",
      await call(caller, "authCustomer", {
        username: typed("password as a username"),
        password: string(name),
      }),
    );
    const reset = await call(caller, "resetCustomerOneTimePassword", { ...scope, web_login: string(name) });
    const once = /\b[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{4}\b/.exec(reset)?.[0] ?? "";
    vault.keep("one-time, by the API", `one-time password, by ${by}`, once);
    refusedAs(
      "used up",
      await call(caller, "authCustomer", { username: string(name), password: string(once) }),
    );
    const within = structOf({
      methodName: string("createCustomer"),
      params: arrayOf([structOf({ ...base, web_password: typed("password within a multicall") })]),
    });
    await callApi(program, caller, "system.multicall", callWith("system.multicall", arrayOf([within])));
    for (const broken of ["</value>", "<", "&", "&#0;", "<!DOCTYPE x>", "\u0001"]) {
      const body = callOf("createCustomer", { ...base, web_password: typed(`password before ${broken}`) });
      refusedAs(
        broken,
        await callApi(
          program,
          caller,
          "malformed",
          body.replace("</string></value></member></struct>", `${broken}</string></value></member></struct>`),
        ),
      );
    }
  }
  const wrong = vault.type("wrong API password");
  await callApi(program, { ...reseller, password: wrong }, "listCustomers", callWith("listCustomers"));
  await callApi(
    program,
    { username: vault.type("API password as a username").replace(/[^\w]/g, ""), password: wrong },
    "listCustomers",
    callWith("listCustomers"),
  );
  const basic = Buffer.from(`reseller:${vault.type("password by Basic")}`).toString("base64");
  await fetch(`${program.base}/xmlapi/xmlapi`, {
    method: "POST",
    body: callWith("listCustomers"),
    headers: { authorization: `Basic ${basic}` },
  });
}

/** H(A1) of RFC 7616, which is as good as the password. */
function keepDigests({ vault }: Program, login: string, password: string, name: string): void {
  for (const algorithm of ["md5", "sha256"]) {
    const digest = createHash(algorithm).update(`${login}:XML API:${password}`).digest();
    vault.keep("digest", `${algorithm} ${name}`, digest.toString("hex"));
    vault.keep("digest", `${algorithm} ${name}, as bytes`, digest.toString("latin1"));
  }
}

function done(answer: string): void {
  if (answer.includes("<fault>") || !answer.includes("OK")) throw new Error(answer);
}

function refusedAs(why: string, answer: string): void {
  if (!answer.includes("<fault>")) throw new Error(`${why}: ${answer}`);
}
