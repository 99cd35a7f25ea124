/**
 * Whether a value is the beginning of another sentence, and no name: an entry of few words would take it for one, and
 * say the end of that sentence behind it.
 */
export function isProse(value: string): boolean {
  return value.split(" ").length > 3 && PARTICLES.test(value);
}

/** Words that sentences have, and names as a rule do not. */
const PARTICLES = /(?:^| )(?:is|are|was|were|has|have|does|not|but|to|of|the|an?|there|that|this|which) /i;
