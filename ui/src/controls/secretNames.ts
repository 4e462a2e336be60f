/**
 * Whether a member's name says that it holds a secret, for what was just typed: what is stored comes masked from the core, which
 * goes by closer rules.
 */

/** Shortest word that also counts where it is written together with another one: `clientsecret`. */
const shortestEnd = 5;

/** `words`: the words, joined by `_`, that names of secrets end with. */
export function isSecretName(name: string, words: readonly string[]): boolean {
  const joined = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replace(/\P{L}+/gu, "_")
    .replace(/^_|_$/g, "")
    .toLowerCase();
  return words.some(
    (word) =>
      joined === word || joined.endsWith(`_${word}`) || (word.length >= shortestEnd && joined.endsWith(word)),
  );
}
