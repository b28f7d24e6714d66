import messages from "@/messages/en.json";

/** Whether a problem can have this key: it is that of a refusal. */
export function isKeyOfProblem(key: string): key is keyof typeof messages.refusals {
  return Object.hasOwn(messages.refusals, key);
}

/** A count in words, and a choice of words, as they stand in messages/. */
const chosen = /\{(\w+), (plural|select),(?: \w+ \{[^{}]*\})* other \{([^{}]*)\}\}/g;

/** Writes a refusal without its values: each is its name in braces, as a problem's `values` have it. */
export function meaningOf(message: string): string {
  return message.replace(chosen, (_all, name: string, how: string, other: string) =>
    how === "plural" ? other.replaceAll("#", `{${name}}`) : `{${name}}`,
  );
}
