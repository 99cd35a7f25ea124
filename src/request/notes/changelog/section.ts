import { fit, nearest } from "./choose";
import { dedented, endOf, withoutNext } from "./bounds";
import { type Changelog, type Heading, headingsIn } from "./headings";
import { markupOf } from "./lines";
import { trimmed, withLinks } from "./links";

/** The section; or why there is none, as the end of a sentence that begins with the file's name. */
export type Section =
  { readonly text: string; readonly heading: string; readonly line: number } | { readonly refused: string };

/**
 * The section of a version in a changelog, without its heading.
 *
 * @param changelog.path tells the markup by its ending
 * @param tag as in git: `v1.2.0`, `app@1.2.0`, `nightly`
 */
export function sectionOf(
  { path, content }: { readonly path: string; readonly content: string },
  tag: string,
): Section {
  const markup = markupOf(path);
  const changelog = headingsIn(content, markup);
  const { lines } = changelog;
  const chosen = choose(changelog, tag);
  if ("refused" in chosen) return chosen;
  const { heading } = chosen;
  const end = endOf(heading, changelog) ?? lines.length;
  const own = withoutNext(lines.slice(heading.after, end));
  const text = markup === "markdown" || markup === "plain" ? withLinks(own, lines) : trimmed(own.map(({ raw }) => raw));
  return { text: dedented(text).join("\n"), heading: heading.said.text, line: heading.line + 1 };
}

type Choice = { readonly heading: Heading } | { readonly refused: string };

function choose(changelog: Changelog, tag: string): Choice {
  const { headings } = changelog;
  // Lines that are headings by what they say count where no real heading names the version.
  for (const kind of ["marked", "plain"] as const) {
    const rated = headings.flatMap((heading) => {
      const rate = heading.kind === kind ? fit(heading, tag) : 0;
      return rate > 0 ? [{ heading, rate }] : [];
    });
    const most = Math.max(...rated.map(({ rate }) => rate));
    const best = rated.filter(({ rate }) => rate === most).map(({ heading }) => heading);
    const [first] = best;
    if (first !== undefined) return certain(first, best, changelog);
  }
  return { refused: `has no section of ${tag}. ${tellNear(headings, tag)}` };
}

/** The first of some headings that fit alike, if that is no guess and it has been released. */
function certain(first: Heading, best: readonly Heading[], changelog: Changelog): Choice {
  const end = endOf(first, changelog) ?? Infinity;
  const other = best.find(({ line, said }) => line >= end && said.text !== first.said.text);
  if (other !== undefined)
    return {
      refused: `has two sections of it, “${first.said.text}” (line ${first.line + 1}) and “${other.said.text}” (line ${other.line + 1}): name the one of this tag as the tag is called`,
    };
  if (first.said.isUnreleased)
    return {
      refused: `says that nothing of it is released: “${first.said.text}” (line ${first.line + 1}). Give that heading the version and its date`,
    };
  return { heading: first };
}

function tellNear(headings: readonly Heading[], tag: string): string {
  const unreleased = headings.find(({ said }) => said.isUnreleased);
  const near = nearest(headings, tag).map(({ said, line }) => `${said.versions[0]?.word ?? ""} (line ${line + 1})`);
  const found = near.length === 0 ? "No heading there names a version" : `Near it there are ${near.join(", ")}`;
  if (unreleased === undefined) return found;
  const { said, line } = unreleased;
  return `${found}. “${said.text}” (line ${line + 1}) is never taken: give what is released a heading of its own`;
}
