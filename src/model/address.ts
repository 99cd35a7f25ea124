/** Whether two addresses lead to the same place, however each is written: servers escape what they keep. */
export function sameAddress(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

function plain(address: string): string {
  const whole = URL.canParse(address) ? new URL(address).href : address;
  try {
    // Encoded separators, such as %2F, stay as they are.
    return decodeURI(whole);
  } catch {
    return whole;
  }
}

/** A part of an address without its percent signs; as it is where they stand for nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without slashes at the end. Counted and not matched: a pattern for it takes ever longer on many slashes inside. */
export function withoutSlash(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "/") end -= 1;
  return text.slice(0, end);
}

/** Without slashes at both ends. */
export function withoutSlashes(text: string): string {
  let start = 0;
  while (start < text.length && text[start] === "/") start += 1;
  return withoutSlash(text.slice(start));
}
