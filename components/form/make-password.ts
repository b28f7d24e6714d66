// without i, l, o, I, O, 0, 1, which people mistake for each other on paper or on the telephone
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 4;
const perGroup = 5;

/**
 * Makes a password that the strictest policy accepts: four groups of five letters and digits, 115 bits. Runs in the browser
 * and in the server.
 */
export function makePassword(): string {
  const letters = Array.from({ length: groups * perGroup }, randomLetter).join("");
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(letters));
  return isMixed ? (letters.match(/.{5}/g) ?? []).join("-") : makePassword();
}

function randomLetter(): string {
  // skip bytes above the last full round of the alphabet: they would favour its beginning
  const whole = 256 - (256 % alphabet.length);
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    const letter = alphabet[byte % alphabet.length];
    if (byte < whole && letter !== undefined) return letter;
  }
}
