import { existsSync } from "node:fs";
import type { z } from "zod";
import { inNetworks, overlap, parseNetwork } from "./network/networks";
import { settingsTable } from "./settings-table";
import { StartFailure } from "./start-failure";

/** A setting that we cannot use. Its message is one sentence for the person who starts the program. */
export class BadSetting extends StartFailure {
  override readonly name = "BadSetting";
}

type Table = typeof settingsTable;
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

/** The settings, parsed: `PUBLIC_HOST` is `publicHost`. */
export type Settings = Readonly<
  Omit<
    { [Name in keyof Table as CamelCase<Name>]: z.output<Table[Name]["schema"]> },
    "publicHost" | "publicUrl"
  >
> & { readonly publicHost: readonly string[]; readonly publicUrl: string };

let parsed: Settings | undefined;

/**
 * Returns the settings of this process, parsed once.
 * @throws BadSetting if one cannot be used
 */
export function settings(): Settings {
  parsed ??= parseSettings(process.env);
  return parsed;
}

/**
 * Adds settings that the program found out for itself (where the embedded database listens, the keys made for it) and
 * makes every bundle of this process read them all again.
 */
export function provideSettings(values: Partial<Record<keyof Table, string>>): void {
  Object.assign(process.env, values);
  Object.assign(found, values);
  parsed = undefined;
}

const found: Record<string, string> = {};

/** What the program found out for itself, for the processes beside this one. */
export function settingsFound(): Readonly<Record<string, string>> {
  return found;
}

/** Reads `.env` in the working folder, if there is one. What the environment already sets wins. */
export function readEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  parsed = undefined;
}

/**
 * Reads settings from an environment and checks the rules that involve more than one of them.
 * @throws BadSetting with one sentence
 */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(settingsTable)) {
    const text = environment[name];
    const result = schema.safeParse(text === "" ? undefined : text);
    if (!result.success) {
      const wanted = result.error.issues[0]?.message ?? "something else";
      // never repeat keys or addresses with passwords: the sentence may end up in a log
      const shown = /URL|SECRET|KEY/.test(name) ? "" : ` '${text}'`;
      throw new BadSetting(`The setting ${name}${shown} must be ${wanted}.`);
    }
    values[camelCase(name)] = result.data;
  }
  const host = values.publicHost ?? ["localhost", "127.0.0.1", "[::1]"];
  values.publicHost = host;
  // the table has already parsed the list
  values.publicUrl ??= publicUrlFor((host as string[])[0] ?? "localhost", values.port);
  // the loop above filled exactly the keys of the mapped type, which the compiler cannot see
  const settings = values as Settings;
  refuseContradictions(settings, Boolean(environment.PUBLIC_HOST));
  return settings;
}

/** The default address of a host: this very process on loopback, HTTPS elsewhere. */
function publicUrlFor(host: string, port: unknown): string {
  return isLoopback(host) ? `http://${host}:${port}` : `https://${host}`;
}

/** Whether an address to listen on reaches this machine only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || inNetworks(loopback, host.replace(/^\[|\]$/g, ""));
}

const loopback = ["127.0.0.0/8", "::1"].map(parseNetwork).filter((network) => network !== null);

function refuseContradictions(settings: Settings, publicHostIsSet: boolean): void {
  for (const trusted of settings.trustedHosts) {
    if (trusted.prefix === 0) {
      throw new BadSetting(`The setting TRUSTED_HOSTS holds '${trusted.text}', which would trust everybody.`);
    }
    const proxy = settings.trustedProxies.find((candidate) => overlap(trusted, candidate));
    if (proxy !== undefined) {
      throw new BadSetting(
        `The setting TRUSTED_HOSTS holds '${trusted.text}', which covers the trusted proxy '${proxy.text}': everybody behind it would be trusted.`,
      );
    }
  }
  if (!publicHostIsSet && !isLoopback(settings.host)) {
    throw new BadSetting(
      `The setting PUBLIC_HOST must name the service's own hosts, as HOST '${settings.host}' is not a loopback address.`,
    );
  }
  for (const [name, url] of [
    ["MIGRATION_DATABASE_URL", settings.migrationDatabaseUrl],
    ["JOBS_DATABASE_URL", settings.jobsDatabaseUrl],
  ]) {
    if (url !== undefined && settings.databaseUrl === undefined)
      throw new BadSetting(`The setting ${name} needs DATABASE_URL beside it.`);
  }
  if (settings.databaseReplicaUrls.length > 0 && settings.databaseUrl === undefined) {
    throw new BadSetting("The setting DATABASE_REPLICA_URLS needs DATABASE_URL beside it.");
  }
  if (settings.databaseUrl === undefined) return;
  for (const [name, key] of [
    ["AUTH_SECRET", settings.authSecret],
    ["DATA_KEY", settings.dataKey],
  ]) {
    if (key === undefined) {
      throw new BadSetting(
        `The setting ${name} is required with DATABASE_URL; 'openssl rand -base64 32' makes one.`,
      );
    }
  }
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
