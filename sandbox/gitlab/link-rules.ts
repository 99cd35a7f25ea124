import type { Link } from "./state";
import type { Dialect } from "./versions";

const LONGEST_PATH = 128;
const SCHEMES = ["http:", "https:", "ftp:"];

/** Reference 5: the newer rule wants three characters or more after the slash. */
const NEW_PATH = /^\/[^/](?!.*\/\/.*)[-.\w/]+[\da-zA-Z]+$/;
/** The older rule in a form that does not try every split of the same text. */
const OLD_PATH = /^\/(?!\/)(?!.*\/\/)[-.\w/]*[\da-zA-Z]$/;

export type LinkFields = Pick<Link, "name" | "url" | "path">;

function urlComplaint(url: string): string | undefined {
  if (url === "") return "Url can't be blank";
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return "Url is blocked: URI is invalid";
  return SCHEMES.includes(parsed.protocol) ? undefined : "Url is blocked: Only allowed schemes are http, https, ftp";
}

function pathComplaint(path: string | undefined, dialect: Dialect): string | undefined {
  if (path === undefined) return undefined;
  if (path.length > LONGEST_PATH) return `Filepath is too long (maximum is ${LONGEST_PATH} characters)`;
  return (dialect.newPathRule ? NEW_PATH : OLD_PATH).test(path) ? undefined : "Filepath is in an invalid format";
}

/** What is wrong with a link by itself, in GitLab's words. */
export function formComplaints(link: LinkFields, dialect: Dialect): string[] {
  const blank = link.name === "" ? "Name can't be blank" : undefined;
  return [blank, urlComplaint(link.url), pathComplaint(link.path, dialect)].filter((one) => one !== undefined);
}

/** Name, url and path are each unique in the release (reference 5). */
export function takenComplaints(link: LinkFields, others: readonly LinkFields[]): string[] {
  const taken = (same: (other: LinkFields) => boolean, title: string): string[] =>
    others.some(same) ? [`${title} has already been taken`] : [];
  return [
    ...taken((other) => other.name === link.name, "Name"),
    ...taken((other) => other.url === link.url, "Url"),
    ...taken((other) => link.path !== undefined && other.path === link.path, "Filepath"),
  ];
}

/** First value that occurs twice in a list of new links, member by member. */
export function duplicateComplaint(links: readonly LinkFields[]): string | undefined {
  for (const member of ["name", "url", "path"] as const) {
    const values = links.map((link) => link[member]).filter((value) => value !== undefined);
    const twice = values.filter((value, at) => values.indexOf(value) !== at);
    if (twice.length > 0) return `Links have duplicate values (${[...new Set(twice)].join(", ")})`;
  }
  return undefined;
}
