import { blocksCalls } from "./blocks-calls";
import { branchCalls } from "./branch-calls";
import { brandingCalls } from "./branding-calls";
import type { Call } from "./call";
import { customersCalls } from "./customers-calls";
import { dictionariesCalls } from "./dictionaries-calls";
import { historyCalls } from "./history-calls";
import { jobsCalls } from "./jobs-calls";
import { moneyCalls } from "./money-calls";
import { notesCalls } from "./notes-calls";
import { ownCalls } from "./own-calls";
import { peopleCalls } from "./people-calls";
import { profilesCalls } from "./profiles-calls";
import { supportCalls } from "./support-calls";
import { tariffsCalls } from "./tariffs-calls";
import { webUsersCalls } from "./web-users-calls";
import { webhooksCalls } from "./webhooks-calls";

/**
 * Every call of a program, by name: the one list from which XML-RPC, REST, the bridge, the OpenAPI file and both reference
 * pages come. A door adds only form.
 */
export const calls = {
  ...ownCalls,
  ...customersCalls,
  ...branchCalls,
  ...moneyCalls,
  ...blocksCalls,
  ...historyCalls,
  ...notesCalls,
  ...peopleCalls,
  ...webUsersCalls,
  ...tariffsCalls,
  ...profilesCalls,
  ...brandingCalls,
  ...supportCalls,
  ...dictionariesCalls,
  ...jobsCalls,
  ...webhooksCalls,
} as const satisfies Readonly<Record<string, Call>>;

export type CallName = keyof typeof calls;
