/** Flags of `gh release` and `glab release` that mean the same as one here. */
const ALIASES: Readonly<Record<string, string>> = {
  "-R": "--repository",
  "--repo": "--repository",
  "-L": "--limit",
  "-P": "--limit",
  "--per-page": "--limit",
  "-D": "--dir",
  "-y": "--yes",
  "--cleanup-tag": "--with-tag",
};

/** What those tools have to be told and this one does anyway, by command. */
export const OF_COURSE: Readonly<Record<string, string>> = {
  "upload --clobber": "a file of the same name with other content is replaced, but for --no-overwrite-files",
  "upload --use-package-registry": "files always go to the package registry where there is one",
  "download --skip-existing": "a file that is there with the same content is left alone",
};

const PATTERN = "a pattern is a word behind the tag: download TAG '*.zip'.";
const JSON_TOOLS = "there is --json, and a program such as jq to take it apart.";

/** Flags of those tools that have no twin here: what to do instead. */
export const INSTEAD: Readonly<Record<string, string>> = {
  "-p": PATTERN,
  "--pattern": PATTERN,
  "--asset-name": PATTERN,
  "-n": "--dry-run shows what would be done; a pattern of files is a word behind the tag.",
  "-O": "--dir says where files go; lists are always in order of age.",
  "--output": "--dir says where files go.",
  "--order": "lists are always in order of age, the newest first.",
  "-A": "archives of the sources are no files of a release: git archive TAG makes one.",
  "--archive": "archives of the sources are no files of a release: git archive TAG makes one.",
  "delete -t": "what glab calls -t is --with-tag here.",
  "-q": JSON_TOOLS,
  "--jq": JSON_TOOLS,
  "-t": JSON_TOOLS,
  "--template": JSON_TOOLS,
  "--format": JSON_TOOLS,
  "--exclude-drafts": JSON_TOOLS,
  "--exclude-pre-releases": JSON_TOOLS,
  "list -p": "--limit says how many releases are listed, over all pages.",
  "--page": "--limit says how many releases are listed, over all pages.",
  "-w": "view prints the address of the release's page.",
  "--web": "view prints the address of the release's page.",
  "-a": "links are set by publish: --links 'name=url'.",
  "--assets-links": "links are set by publish: --links 'name=url'.",
};

/** A flag of another tool by its name here; any other word as it stands. */
export function asHere(word: string): string {
  const raw = bareFlag(word);
  return (ALIASES[raw] ?? raw) + word.slice(raw.length);
}

/** A flag without what stands behind `=`. */
export function bareFlag(word: string): string {
  return word.replace(/=.*$/s, "");
}
