import { act, type Call } from "./act";

/** Sends invitations again, to the default web users who cannot log in yet. Nobody has it already. */
export const invite = act<Record<string, never>>({
  read: () => ({}),
  callFor: (_input, { i_web_user }) => callFor(i_web_user),
  sample: () => callFor(1),
  lasting: () => ["everything"],
});

function callFor(i_web_user: number): Call {
  return { operation: "sendInvitation", raw: { i_web_user } };
}
