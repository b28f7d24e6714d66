/** A browser without JavaScript: keeps cookies, sends forms as the page says, and follows the redirect after a form. */
export type PlainBrowser = {
  readonly get: (path: string) => Promise<Page>;
  /** what it sends as the header `Cookie` */
  readonly cookie: () => string;
  /** fills in and sends the last form of the page that has these fields. @param without a field that it must not have */
  readonly submit: (fields: Readonly<Record<string, string>>, without?: string) => Promise<Page>;
};

export type Page = { readonly status: number; readonly location: string | null; readonly html: string };

/** Opens a browser without JavaScript at an address. */
export function plainBrowser(address: string): PlainBrowser {
  const cookies = new Map<string, string>();
  let path = "/";
  let html = "";

  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

  async function request(body?: FormData): Promise<Page> {
    const response = await fetch(address + path, {
      method: body ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: cookie(), ...(body ? { origin: address } : {}) },
      ...(body ? { body } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    html = await response.text();
    return { status: response.status, location: response.headers.get("location"), html };
  }

  const browser: PlainBrowser = {
    cookie,
    get: async (to) => {
      path = to.replace(address, "");
      const page = await request();
      return page.location === null ? page : await browser.get(page.location);
    },
    submit: async (fields, without) => {
      return await request(filledIn(html, fields, without));
    },
  };
  return browser;
}

/** What the form with these fields sends after we fill them in. */
export function filledIn(html: string, fields: Readonly<Record<string, string>>, without?: string): FormData {
  const body = new FormData();
  for (const [name, value] of formWith(html, Object.keys(fields), without)) body.append(name, value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return body;
}

/** The names and values that the last form with the given fields sends by itself. */
function formWith(html: string, names: readonly string[], without?: string): [string, string][] {
  const forms = [...html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].map(([, inside = ""]) => inside);
  const has = (inside: string, name: string) => inside.includes(`name="${name}"`);
  const form = forms
    .filter((inside) => names.every((name) => has(inside, name)))
    .findLast((inside) => without === undefined || !has(inside, without));
  if (form === undefined) throw new Error(`no form with ${names.join(", ")} in: ${html.slice(0, 2_000)}`);
  return [...form.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")] as [string, string])
    .filter(([name]) => name !== "");
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}
