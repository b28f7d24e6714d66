import { attributeNames } from "@/attributes/customer";
import { areas } from "@/attributes/rights";
import { outcomes } from "../../jobs/list-jobs";
import { attentions } from "../../record/attention";
import { stoppingStates } from "../../record/stopping";
import { operations } from "../operations";
import type { Call } from "./call";
import { attributesGiven, may, needed, page, scope } from "./describe-parameters";
import type { Members, Shape } from "./shape";

const job = needed("i_job", "int", "the job");

/** Why something was refused, or was not done. */
const refusalOfJob = {
  struct: {
    code: "int",
    message: "string",
    attribute: "string or nil",
    key: "string",
    values: { map: "any" },
  },
  nullable: true,
} as const satisfies Shape;

/** What callers read of a job. */
const jobMembers = {
  i_job: "int",
  kind: "string",
  state: "string",
  i_scope: "int",
  door: "string",
  login: "string or nil",
  created_at: "dateTime.iso8601",
  started_at: "dateTime.iso8601 or nil",
  ended_at: "dateTime.iso8601 or nil",
  total: "int",
  changed: "int",
  unchanged: "int",
  refused: "int",
  came: "int",
  listing: "boolean",
  at_work: "boolean",
  why: refusalOfJob,
  support_reference: "string or nil",
  undoes: "int or nil",
  undone_by: "int or nil",
  undo_until: "dateTime.iso8601 or nil",
} as const satisfies Members;

/** Whom a job is about, as a list of customers finds them. */
const filter = {
  struct: {
    q: "string",
    direct: "boolean",
    blocked: { words: Object.values(stoppingStates) },
    i_tariff: "int",
    currency: "string",
    right: { words: areas },
    needs: { words: attentions },
    owes: "int",
    min: "money",
    max: "money",
  },
} as const satisfies Shape;

/** The calls for work on many customers at once, by name. */
export const jobsCalls = {
  updateCustomers: {
    operation: operations.updateCustomers,
    meaning:
      "Changes attributes of many customers below in a job that starts at once, each as updateCustomer does. Names, logins, secrets, balance and credit_limit stay apart.",
    parameters: [
      scope,
      needed("values", attributesGiven(attributeNames), "struct of the attributes to set"),
      may("ids", { list: "int" }, "array of i_customer, at most 1000; either this or filter is required"),
      may(
        "filter",
        filter,
        "struct of filters that must all hold: q, direct, blocked (0, 1 or above), i_tariff, currency, right, needs, owes (days), min, max; any other member, or an empty one, is refused; an empty struct is everybody below",
      ),
    ],
    returns: { i_job: "int" },
  },
  listJobs: {
    operation: operations.listJobs,
    meaning:
      "Lists the jobs that one's own people and programs began: those that run first, then the newest.",
    parameters: page(),
    returns: { jobs: { list: { struct: jobMembers } } },
  },
  getJobInfo: {
    operation: operations.getJobInfo,
    meaning: "Tells how far a job is, or how it ended.",
    parameters: [job],
    returns: { job: { struct: jobMembers } },
  },
  stopJob: {
    operation: operations.stopJob,
    meaning: "Stops a job for good. What is done stays.",
    parameters: [job],
    returns: { i_job: "int" },
  },
  listJobRows: {
    operation: operations.listJobRows,
    meaning: "Lists what a job did with each of its rows.",
    parameters: [job, may("outcome", { words: outcomes }, "only those of this outcome")],
    returns: {
      rows: {
        list: {
          struct: {
            row: "int",
            i_customer: "int or nil",
            name: "string",
            outcome: "string or nil",
            why: refusalOfJob,
            at: "dateTime.iso8601 or nil",
            did: { list: { struct: { operation: "string", changes: { map: "any" } } } },
            currency: "string or nil",
          },
        },
      },
    },
  },
  startJob: {
    operation: operations.startJob,
    meaning: "Starts a job that waits for it, such as an undoing.",
    parameters: [job, may("count", "int", "how many customers it is about, where what it does is for good")],
    returns: { i_job: "int" },
  },
  pauseJob: {
    operation: operations.pauseJob,
    meaning: "Lets a job rest until somebody resumes it.",
    parameters: [job],
    returns: { i_job: "int" },
  },
  resumeJob: {
    operation: operations.resumeJob,
    meaning: "Goes on with a job that rests.",
    parameters: [job],
    returns: { i_job: "int" },
  },
  undoJob: {
    operation: operations.undoJob,
    meaning: "Prepares the undoing of a job that has ended, as a job of its own that waits for its start.",
    parameters: [job],
    returns: { i_job: "int" },
  },
} as const satisfies Readonly<Record<string, Call>>;
