/**
 * Whether a word can be the name of a variable that holds a token. A token that was put there by mistake is none, and
 * must not be shown: names have no dashes or dots, and long words of small letters and digits are tokens.
 */
export function isVariableName(word: string): boolean {
  const isLong = word.length >= 20 && /[a-z]/.test(word) && /\d/.test(word);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(word) && !isLong;
}
