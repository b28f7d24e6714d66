import { eventWords, reaches } from "@/attributes/event-words";
import { messageStates } from "@/attributes/webhooks";
import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";
import type { Members } from "./shape";

const which = needed("i_endpoint", "int", "the webhook");

const endpoint = {
  i_endpoint: "int",
  url: "string",
  events: { list: "string" },
  reach: { words: reaches },
  note: "string",
  state: { words: ["on", "off"] },
  why: "string or nil",
  off_at: "dateTime.iso8601 or nil",
  failing_since: "dateTime.iso8601 or nil",
  former_until: "dateTime.iso8601 or nil",
  created_at: "dateTime.iso8601",
  version: "int",
  waiting: "int",
  failed: "int",
  missed: "int",
} as const satisfies Members;

const message = {
  i_message: "string",
  i_event: "string",
  event: "string",
  at: "dateTime.iso8601",
  i_customer: "int",
  name: "string",
  example: "boolean",
  state: { words: messageStates },
  tries: "int",
  next_try_at: "dateTime.iso8601 or nil",
  tried_at: "dateTime.iso8601 or nil",
  took_ms: "int or nil",
  status: "int or nil",
  problem: "string or nil",
} as const satisfies Members;

/** A try to send a message. */
const attempt = {
  at: "dateTime.iso8601",
  took_ms: "int",
  status: "int or nil",
  problem: "string or nil",
  answer: "string",
} as const satisfies Members;

const reach = may(
  "reach",
  { words: reaches },
  "whose events: oneself's, those of direct sub-customers too, or all below too",
);
const events = may("events", { list: "string" }, "names of events, such as money.payment, money.* or *");
const note = may("note", "string", "for whoever looks after it");

/** The calls about webhooks, by name. */
export const webhooksCalls = {
  listEndpoints: {
    operation: operations.listEndpoints,
    meaning: "Lists one's own webhooks.",
    parameters: [],
    returns: { endpoints: { list: { struct: endpoint } } },
  },
  getEndpoint: {
    operation: operations.getEndpoint,
    meaning: "Reads a webhook.",
    parameters: [which],
    returns: { endpoint: { struct: endpoint } },
  },
  addEndpoint: {
    operation: operations.addEndpoint,
    meaning: "Adds a webhook, to whose address events are sent. Only this answer has its secret.",
    parameters: [needed("url", "string", "where events are sent, https"), events, reach, note],
    returns: { i_endpoint: "int", secret: "string" },
  },
  editEndpoint: {
    operation: operations.editEndpoint,
    meaning: "Changes a webhook; what is absent stays.",
    parameters: [which, may("url", "string", "where events are sent, https"), events, reach, note],
    returns: {},
  },
  deleteEndpoint: {
    operation: operations.deleteEndpoint,
    meaning: "Deletes a webhook with all that waits for it.",
    parameters: [which],
    returns: {},
  },
  rotateEndpointSecret: {
    operation: operations.rotateEndpointSecret,
    meaning:
      "Gives a webhook a new secret, which only this answer has. The former one signs beside it for 24 hours; one that it replaced before signs no more.",
    parameters: [which],
    returns: { secret: "string", former_until: "dateTime.iso8601" },
  },
  enableEndpoint: {
    operation: operations.enableEndpoint,
    meaning: "Switches a webhook on again.",
    parameters: [which, may("replay", "boolean", "sends what it missed")],
    returns: { replayed: "int" },
  },
  disableEndpoint: {
    operation: operations.disableEndpoint,
    meaning: "Switches a webhook off. What it misses is kept for 30 days.",
    parameters: [which],
    returns: {},
  },
  listMessages: {
    operation: operations.listMessages,
    meaning: "Lists the messages of a webhook, the newest first.",
    parameters: [which, may("state", { words: messageStates }, "only those in this state")],
    returns: { messages: { list: { struct: message } } },
  },
  getMessage: {
    operation: operations.getMessage,
    meaning:
      "Reads a message with what was sent, and what was answered the last time. Of each try, the newest first, its attempts say what came of it.",
    parameters: [which, needed("i_message", "string", "the message")],
    returns: {
      message: {
        struct: {
          ...message,
          headers: { map: "string" },
          body: "string or nil",
          answer: "string",
          attempts: { list: { struct: attempt } },
        },
      },
    },
  },
  replayMessages: {
    operation: operations.replayMessages,
    meaning: "Sends messages again: one, or all that never got through since a moment.",
    parameters: [
      which,
      may("i_message", "string", "the message; either this or since is required"),
      may("since", "dateTime.iso8601", "since when it happened"),
    ],
    returns: { replayed: "int" },
  },
  sendExample: {
    operation: operations.sendExample,
    meaning: "Sends an example of an event to a webhook.",
    parameters: [which, may("event", { words: eventWords }, "webhook.example where absent")],
    returns: { i_message: "string" },
  },
  checkSignature: {
    operation: operations.checkSignature,
    meaning: "Tells what is wrong with a message that somebody received.",
    parameters: [
      which,
      needed("headers", "string", "its headers, a line each"),
      needed("body", "string", "its body"),
    ],
    returns: { valid: "boolean", problem: "string or nil" },
  },
} as const satisfies Readonly<Record<string, Call>>;
