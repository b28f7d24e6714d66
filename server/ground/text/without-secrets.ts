/** The rest of a secret ends where a text, a list or a document of JSON goes on. */
const key = /trk_([0-9A-Za-z]{8}_)?[^\s"'\\,;<>]*/gi;
const signingSecret = /whsec_[^\s"'\\,;<>]*/gi;

/**
 * A text that quotes what somebody sent, as it may be kept: of what looks like a key the part that is visible everywhere, of
 * what looks like the secret of a webhook nothing. Cut the text afterwards, not before.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(key, (_, visible: string | undefined) => `trk_${visible ?? ""}…`)
    .replace(signingSecret, "whsec_…");
}
