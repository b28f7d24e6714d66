// curl for HTTP Digest and for the wire; the values are written and read by hand, as scripts do
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sequence } from "./sequence.mjs";

const { URL: url, MODE: mode, LOGIN: login, PASSWORD: password } = process.env;
const who = mode === "digest" ? ["--digest", "--user", `${login}:${password}`] : [];

await sequence(async (method, struct) => {
  const members = Object.entries(struct).map(
    ([name, value]) => `<member><name>${name}</name><value>${written(value)}</value></member>`,
  );
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params><param><value><struct>${members.join("")}</struct></value></param></params></methodCall>`;
  const { stdout } = await promisify(execFile)("curl", [
    "--silent",
    "--show-error",
    "--fail",
    "--compressed",
    ...who,
    "--data-binary",
    body,
    url,
  ]);
  const [, fault] = /<name>faultCode<\/name><value><int>(\d+)/.exec(stdout) ?? [];
  if (fault) throw Object.assign(new Error(stdout), { code: Number(fault) });
  return read(stdout.slice(stdout.indexOf("<value>")))[0];
});

function written(value) {
  if (value === null) return "<nil/>";
  if (typeof value === "boolean") return `<boolean>${value ? 1 : 0}</boolean>`;
  if (Number.isInteger(value)) return `<i4>${value}</i4>`;
  return typeof value === "number" ? `<double>${value}</double>` : value;
}

/** Reads one value. @returns it, and what is left */
function read(text) {
  const [whole, type, plain] = /^<value><([\w.]+)(?:\/>|>(?:([^<]*)<\/\1>)?)/.exec(text);
  let rest = text.slice(whole.length);
  if (type === "struct") {
    const struct = {};
    while (rest.startsWith("<member>")) {
      const [head, name] = /^<member><name>([^<]*)<\/name>/.exec(rest);
      [struct[name], rest] = read(rest.slice(head.length));
      rest = rest.slice("</member>".length);
    }
    return [struct, rest.slice("</struct></value>".length)];
  }
  if (type === "array") {
    const list = [];
    rest = rest.slice("<data>".length);
    while (rest.startsWith("<value>")) {
      let item;
      [item, rest] = read(rest);
      list.push(item);
    }
    return [list, rest.slice("</data></array></value>".length)];
  }
  const value =
    { nil: () => null, boolean: () => plain === "1", string: () => plain ?? "" }[type]?.() ?? Number(plain);
  return [type === "nil" ? null : value, rest.slice("</value>".length)];
}
