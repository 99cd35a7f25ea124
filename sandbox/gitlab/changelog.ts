import { commitsBetween, tagCommit, violate, type Commit } from "../kernel";
import { requireDownload } from "./access";
import { forbidden, json, notFound, problem } from "./answers";
import { commitJson, projectUrl } from "./json";
import { readParams } from "./params";
import type { Repo, RepositoryCall, Route } from "./state";
import { resolve } from "./tags";
import type { Dialect } from "./versions";

const table = {
  version: "string",
  from: "string",
  to: "string",
  date: "time",
  trailer: "string",
  config_file: "string",
} as const;

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** The newest tag that is a version older than this one. */
function previousTag(repo: Repo, version: string): string | undefined {
  const plain = (name: string): string => name.replace(/^v/, "");
  const older = (a: string, b: string): number => plain(a).localeCompare(plain(b), "en", { numeric: true });
  const tags = [...repo.tags.keys()].filter((name) => VERSION.test(name) && older(name, version) < 0);
  return tags.sort(older).at(-1);
}

/** Only commits with the trailer are in it, sorted by what the trailer says. */
function grouped(commits: readonly Commit[], trailer: string): Map<string, Commit[]> {
  const groups = new Map<string, Commit[]>();
  for (const commit of commits) {
    const kind = commit.message.split("\n").find((line) => line.startsWith(`${trailer}: `));
    const name = kind?.slice(trailer.length + 2).trim();
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), commit]);
  }
  return groups;
}

function section([kind, commits]: [string, Commit[]], url: string): string {
  const changes = `${commits.length} change${commits.length === 1 ? "" : "s"}`;
  const lines = commits.map(({ sha, message }) => `- [${message.split("\n")[0] ?? ""}](${url}/-/commit/${sha})`);
  return [`### ${kind} (${changes})`, "", ...lines].join("\n");
}

const failed = (why: string) => problem(422, `Failed to generate the changelog: ${why}`);

function getChangelog(call: RepositoryCall) {
  const { world, repo } = call;
  const fields = readParams(call, table, ["version"]);
  requireDownload(call);
  if (repo.rules.changelog !== "on") return repo.rules.changelog === 403 ? forbidden() : notFound();
  const version = fields.version;
  if (!VERSION.test(version)) return failed(`${version} is not a valid version`);
  const to = resolve(repo, fields.to ?? repo.defaultBranch);
  if (!to) return failed("The commit end range is unknown");
  const since = fields.from ?? previousTag(repo, version);
  if (since === undefined) {
    return failed("The commit start range is unspecified, and no previous tag could be found to use instead");
  }
  const from = (tagCommit(repo, since) ?? resolve(repo, since))?.sha;
  if (from === undefined) return failed(`The commit start range ${since} is unknown`);
  const groups = grouped(commitsBetween(repo, from, to), fields.trailer ?? "Changelog");
  const sections = [...groups].map((group) => section(group, projectUrl(world, repo)));
  const date = (fields.date ?? world.now()).slice(0, 10);
  const body = sections.length > 0 ? sections.join("\n\n") : "No changes.";
  return json(200, { notes: `## ${version.replace(/^v/, "")} (${date})\n\n${body}\n` });
}

/** Commits a changelog to the repository: nothing that the publisher of a release may do. */
function commitChangelog(call: RepositoryCall) {
  violate(call.world, call, "writes to the repository");
  return forbidden();
}

/** https://docs.gitlab.com/api/repositories/#compare-branches-tags-or-commits: the oldest commit first. */
function compare(call: RepositoryCall) {
  const { repo } = call;
  const fields = readParams(call, { from: "string", to: "string", straight: "string" }, ["from", "to"]);
  requireDownload(call);
  const [from, to] = [fields.from, fields.to].map((ref) => resolve(repo, ref));
  if (!from || !to) return notFound("Ref");
  const commits = commitsBetween(repo, from.sha, to).toReversed();
  return json(200, { commit: null, commits: commits.map(commitJson), diffs: [], compare_same_ref: false });
}

const CHANGELOG = "/repository/changelog";
const read = { job: (dialect: Dialect) => dialect.jobTokenChangelog, permission: "READ_RELEASES" } as const;

export const changelogRoutes: readonly Route[] = [
  { method: "GET", path: CHANGELOG, handler: getChangelog, ...read, exists: (dialect) => dialect.changelog },
  { method: "POST", path: CHANGELOG, handler: commitChangelog, exists: (dialect) => dialect.changelogCommits },
  { method: "GET", path: "/repository/compare", handler: compare },
];
