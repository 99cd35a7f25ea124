/** Words of notes that lead to the forge they come from, or to nowhere without it. */
export interface Leads {
  /** Addresses on that forge. */
  readonly old: readonly string[];
  /** Addresses without a server, and short words such as `#12` and `@name` that another forge reads as its own. */
  readonly relative: readonly string[];
}

const MOST = 5;

/** Finds in notes what means something else on another forge. */
export function leadsIn(notes: string, repositoryUrl: string): Leads {
  const old = [...notes.matchAll(/https?:\/\/[^\s)>\]"'`]+/gi)]
    .map(([text]) => text)
    .filter((text) => isBelow(text, repositoryUrl));
  const links = [...notes.matchAll(/\]\(\s*<?((?:\.{0,2}\/|\?|#)[^)\s>]*|(?![a-z][a-z0-9+.-]*:)[^)\s>#]+)>?/gi)].map(
    ([, text = ""]) => text,
  );
  const short = [...notes.matchAll(/(?<![\w/&])(#\d+|![0-9]+)(?!\w)/g)].map(([text]) => text);
  return { old: unique(old), relative: unique([...links, ...short]) };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].slice(0, MOST);
}

/** Whether an address lies on the server of the repository. */
function isBelow(text: string, repositoryUrl: string): boolean {
  if (!URL.canParse(text) || !URL.canParse(repositoryUrl)) return false;
  return new URL(text).host === new URL(repositoryUrl).host;
}

/** Sentences about them. */
export function remarksOn(tag: string, notes: string, repositoryUrl: string): string[] {
  const { old, relative } = leadsIn(notes, repositoryUrl);
  return [
    ...(old.length === 0 ? [] : [`The notes of ${tag} lead to the forge they come from: ${old.join(", ")}`]),
    ...(relative.length === 0
      ? []
      : [`The notes of ${tag} hold what means something else elsewhere: ${relative.join(", ")}`]),
  ];
}
