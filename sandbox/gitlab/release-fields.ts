import { Refusal, tagged, type Fields, type Given } from "../kernel";
import { complaint, refuse } from "./answers";
import { duplicateComplaint, formComplaints } from "./link-rules";
import { linkFrom, linkTable } from "./links";
import { check, refuseAll } from "./params";
import type { Link, Release, Repo, RepositoryCall } from "./state";
import type { Dialect } from "./versions";

/** Gitlab::Database::MAX_TEXT_SIZE_LIMIT (reference 4.1). */
const LONGEST_TEXT = 1_000_000;

/** Members a server does not know are dropped (reference 4.1, 4.2, 10). */
export const updateTable = (dialect: Dialect) => ({
  name: "string" as const,
  description: "string" as const,
  ...(dialect.releasedAt && { released_at: "time" as const }),
  ...(dialect.milestones && { milestones: "strings" as const, milestone_ids: "integers" as const }),
});

export const createTable = (dialect: Dialect) => ({
  ...updateTable(dialect),
  tag_name: "string" as const,
  ref: "string" as const,
  assets: "object" as const,
  ...(dialect.tagMessage && { tag_message: "string" as const }),
});

type Written = Fields<ReturnType<typeof updateTable>>;

/** A form sends the hash `{"0": ...}` where JSON has a list. */
function entriesOf(assets: Given | undefined): unknown[] {
  const links = assets?.links;
  if (links === undefined || links === null) return [];
  if (Array.isArray(links)) return links;
  throw new Refusal(complaint(400, "assets[links] is invalid"));
}

export function linksOf(call: RepositoryCall, assets: Given | undefined): Link[] {
  const table = linkTable(call.world.dialect);
  const checked = entriesOf(assets).map((entry, at) => {
    const prefix = `assets[links][${at}]`;
    if (typeof entry !== "object" || entry === null) throw new Refusal(complaint(400, `${prefix} is invalid`));
    return check(entry as Given, table, ["name", "url"], prefix);
  });
  refuseAll(checked.flatMap(({ errors }) => errors));
  return checked.map(({ fields }) => linkFrom(call, fields));
}

/** Titles of the milestones asked for; undefined when none were sent. */
export function milestonesOf(repo: Repo, { milestones: titles, milestone_ids: ids }: Written) {
  if (titles && ids) throw refuse(400, "Cannot specify milestones and milestone_ids at the same time");
  const wanted = ids ? ids.map((id) => repo.milestones[id - 1] ?? String(id)) : titles;
  const unknown = wanted?.filter((title) => !repo.milestones.includes(title)) ?? [];
  if (unknown.length > 0) throw refuse(400, `Milestone(s) not found: ${unknown.join(", ")}`);
  return wanted;
}

export function fill(release: Release, fields: Written, milestones: readonly string[] | undefined): void {
  release.name = fields.name ?? release.name;
  release.body = fields.description ?? release.body;
  release.releasedAt = fields.released_at ?? release.releasedAt;
  release.milestones = milestones ?? release.milestones;
}

/** What the model refuses when it is saved (reference 4.1). */
export function refuseUnsaved(description: string | undefined, links: readonly Link[], dialect: Dialect): void {
  const long = [...(description ?? "").slice(0, 2 * LONGEST_TEXT + 1)].length > LONGEST_TEXT;
  const forms = links.flatMap((link) => formComplaints(link, dialect));
  const complaints = [
    ...(long ? [`Description is too long (maximum is ${LONGEST_TEXT} characters)`] : []),
    ...[duplicateComplaint(links)].filter((one) => one !== undefined),
    ...new Set(forms.map((one) => `Links ${one.charAt(0).toLowerCase()}${one.slice(1)}`)),
  ];
  if (complaints.length > 0) throw refuse(400, `Validation failed: ${complaints.join(", ")}`);
}

/** The release the path names, or what this version says when it is missing (reference 4). */
export function releaseOf(call: RepositoryCall): Release {
  const release = tagged(call.repo.releases, call.params.tag);
  if (release) return release;
  const { status, message } = call.world.dialect.missingRelease;
  throw refuse(status, message);
}
