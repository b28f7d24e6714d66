import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { domainToASCII } from "node:url";
import { z } from "zod";
import { hostName } from "./network/host-name";
import {
  flag,
  isPostgresUrl,
  isServerAddress,
  list,
  networks,
  postgresUrl,
  readPattern,
} from "./setting-readers";

/** Each needs some connections to the database, which has a hundred by default. */
const mostProcesses = 20;
const processesError = `a number from 1 to ${mostProcesses}`;

/**
 * Every setting: what it means, its default in words, and how we read it. A test compares the README's table with this.
 * An empty text counts as not set. No other file reads process.env.
 */
export const settingsTable = {
  HOST: {
    description: "address to listen on",
    standard: "`127.0.0.1`",
    schema: z.string().trim().default("127.0.0.1"),
  },
  PORT: {
    description: "port to listen on; 0 takes a free one",
    standard: "`3000`",
    schema: z
      .string()
      .default("3000")
      .transform(Number)
      .refine((port) => Number.isInteger(port) && port >= 0 && port <= 65535, {
        error: "a number from 0 to 65535",
      }),
  },
  PROCESSES: {
    description: "how many processes share the port; 1 is the whole program in one process",
    standard: "one for each core",
    schema: z
      .string()
      .regex(/^\d+$/, { error: processesError })
      .transform(Number)
      .refine((count) => count >= 1 && count <= mostProcesses, { error: processesError })
      .default(() => Math.min(availableParallelism(), mostProcesses)),
  },
  DATA_DIR: {
    description: "folder of the embedded database and of the keys made for it",
    standard: "`.data`",
    schema: z
      .string()
      .default(".data")
      .transform((folder) => resolve(folder)),
  },
  DATABASE_URL: {
    description:
      "PostgreSQL 15 or newer, as the application's role, which owns nothing; without it the embedded database is used",
    standard: "embedded",
    schema: postgresUrl().optional(),
  },
  MIGRATION_DATABASE_URL: {
    description: "the same database as the role that owns it, for migrations and grants",
    standard: "`DATABASE_URL`",
    schema: postgresUrl().optional(),
  },
  JOBS_DATABASE_URL: {
    description:
      "the same database and role past any pooler, for the queue of jobs, which listens for notices of PostgreSQL",
    standard: "`DATABASE_URL`",
    schema: postgresUrl().optional(),
  },
  DATABASE_REPLICA_URLS: {
    description:
      "standbys of the same database, separated by commas, each by itself, for lists, exports and overviews; the same for all programs on the database",
    standard: "none",
    schema: list()
      .refine((urls) => urls.every(isPostgresUrl), {
        error: "a list of URLs such as postgresql://user:password@host:5432/database, separated by commas",
      })
      .default([]),
  },
  DATABASE_PREPARED: {
    description:
      "0 prepares no statements by name, for a pooler in front of the database that cannot keep them apart, such as PgBouncer before 1.21",
    standard: "`1`",
    schema: flag().default(true),
  },
  DEMO: {
    description: "1 loads the demonstration into an empty database, 0 does not",
    standard: "`1` with the embedded database, else `0`",
    schema: flag().optional(),
  },
  PUBLIC_HOST: {
    description:
      "the service's own host names, separated by commas, ports ignored; must be set where `HOST` is not loopback",
    standard: "`localhost,127.0.0.1,[::1]`",
    schema: list()
      // browsers send international names in their ASCII form
      .transform((hosts) => hosts.map((host) => domainToASCII(hostName(host)) || hostName(host)))
      .optional(),
  },
  BASE_CURRENCY: {
    description: "currency of root, ISO 4217; fixed once root exists",
    standard: "`USD`",
    schema: z
      .string()
      .trim()
      .default("USD")
      .refine((code) => Intl.supportedValuesOf("currency").includes(code), {
        error: "a currency code such as USD",
      }),
  },
  TRUSTED_HOSTS: {
    description: "addresses (CIDR, separated by commas) whose API calls without credentials act as root",
    standard: "none",
    schema: networks().default([]),
  },
  TRUSTED_PROXIES: {
    description: "addresses of proxies whose `X-Forwarded-For` is believed",
    standard: "none",
    schema: networks().default([]),
  },
  SUPPORT_NETWORKS: {
    description: "addresses from which support may open a customer's portal",
    standard: "any",
    schema: networks().optional(),
  },
  WEBHOOK_NETWORKS: {
    description:
      "networks of your own (CIDR, separated by commas) that webhooks of root itself may reach, of nobody else",
    standard: "none",
    schema: networks().default([]),
  },
  SUPPORT_REASON_PATTERN: {
    description:
      "regular expression (RE2, without look-around and backreferences) of which every support session's reason must hold a match, such as `^[A-Z]+-\\d+` for ticket numbers",
    standard: "any text of 5 characters or more",
    schema: z.string().transform(readPattern).optional(),
  },
  SUPPORT_FOUR_EYES: {
    description: "1 lets support make changes only with a code that the customer reads out",
    standard: "`0`",
    schema: flag().default(false),
  },
  XMLAPI_INVERT_BALANCE: {
    description: "1 makes getCustomerInfo return balances with their sign turned, as the original vendor did",
    standard: "`0`",
    schema: flag().default(false),
  },
  XMLAPI_DIGEST: {
    description:
      "by what API calls prove their password: `md5`, which every program can do; `sha-256`; or `both`, MD5 first, where every program reads more than one challenge",
    standard: "`md5`",
    schema: z.enum(["md5", "both", "sha-256"], { error: "md5, both or sha-256" }).default("md5"),
  },
  XMLAPI_ALLOW_HTTP: {
    description: "1 lets API calls with credentials come over plain HTTP from other machines too",
    standard: "`0`",
    schema: flag().default(false),
  },
  API_RATE_READ: {
    description:
      "how many calls a key makes in a minute, reading and writing; all keys of a customer five times as many",
    standard: "`600`",
    schema: z.coerce.number({ error: "a number" }).int().min(1).max(1_000_000).default(600),
  },
  API_RATE_WRITE: {
    description: "how many of them may write",
    standard: "`120`",
    schema: z.coerce.number({ error: "a number" }).int().min(1).max(1_000_000).default(120),
  },
  FLYSIP_BRIDGE: {
    description:
      "1 answers old programs at `/api.php`, which send login and API password in the address, for the customers that switch it on",
    standard: "`0`",
    schema: flag().default(false),
  },
  SMTP_URL: {
    description: "mail server, `smtp://user:password@host:port` or `smtps://…`",
    standard: "mails are files in `DATA_DIR`/mail",
    schema: z
      .string()
      .refine((url) => URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol), {
        error: "a URL that begins with smtp:// or smtps://",
      })
      .optional(),
  },
  DNS_SERVER: {
    description:
      "address of the DNS server that is asked for the records that prove aliases, with a port where it is not 53",
    standard: "the system's",
    schema: z
      .string()
      .trim()
      .refine(isServerAddress, {
        error: "an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53",
      })
      .optional(),
  },
  MAIL_FROM: {
    description: "the service's own address, from which mail comes",
    standard: "`no-reply@` and the host of `PUBLIC_URL`",
    schema: z
      .string()
      .refine((address) => /^[^\s@<>"]+@[^\s@<>"]+$/.test(address), { error: "an e-mail address" })
      .optional(),
  },
  PUBLIC_URL: {
    description: "where people reach the service, for links in mail: `https://portal.example.com`",
    standard: "`https://` and the first `PUBLIC_HOST`; on loopback `http://` with the port",
    schema: z
      .string()
      .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), {
        error: "a URL that begins with https:// or http://",
      })
      .optional(),
  },
  AUTH_SECRET: {
    description: "key that signs log-ins, 32 characters or more; `openssl rand -base64 32` makes one",
    standard: "made at the first start; required with `DATABASE_URL`",
    schema: z.string().min(32, { error: "32 characters or more" }).optional(),
  },
  DATA_KEY: {
    description:
      "key that encrypts secrets in the database, 32 bytes in base64; `openssl rand -base64 32` makes one",
    standard: "made at the first start; required with `DATABASE_URL`",
    schema: z
      .string()
      .refine((key) => Buffer.from(key, "base64").length === 32, { error: "32 bytes in base64" })
      .optional(),
  },
  LOG_LEVEL: {
    description:
      "what is logged: `fatal`, `error`, `warn`, `info` (each request too), `debug`, `trace` or `silent`",
    standard: "`warn`",
    schema: z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
        error: "fatal, error, warn, info, debug, trace or silent",
      })
      .default("warn"),
  },
  AUTHCUSTOMER_WITHOUT_FACTOR: {
    description: "1 lets `authCustomer` accept the password alone of a user with a second factor",
    standard: "`0`",
    schema: flag().default(false),
  },
} satisfies Record<string, { description: string; standard: string; schema: z.ZodType }>;
