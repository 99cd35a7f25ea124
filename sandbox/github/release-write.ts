import { asWritten, found, json, numbered, Refusal, resolveRef, violate } from "../kernel";
import { withDefaults, WRITTEN } from "../kernel";
import { refuseWorkflows } from "./access";
import { notFound, readFields, unprocessable } from "./fields";
import { releaseJson } from "./json";
import { generateNotes } from "./notes";
import { putInForce, refuseInvalid, type Candidate } from "./publish";
import type { Dialect } from "./shape";
import { newRelease, type Release, type RepositoryCall, type RepositoryHandler, type World } from "./state";
import { changesWorkflows } from "./tags";

/** Members a server does not know are left out, and so ignored, as old servers do (reference 5.1, checklist r). */
const updateFields = (dialect: Dialect) => ({
  ...WRITTEN,
  ...(dialect.discussions && { discussion_category_name: "string" as const }),
  ...(dialect.makeLatest && { make_latest: ["true", "false", "legacy"] as const }),
});

const createFields = (dialect: Dialect) => ({
  ...updateFields(dialect),
  ...(dialect.generateNotes && { generate_release_notes: "boolean" as const }),
});

function checkTarget(call: RepositoryCall, target: string | undefined): void {
  const commit = target === undefined ? undefined : resolveRef(call.repo, target);
  if (commit && !call.token?.workflows && changesWorkflows(call.repo, commit)) refuseWorkflows(call, call.repo);
}

/** Unknown category: 404. On a draft no discussion can be made; one that exists already stays (reference 5.1). */
function checkDiscussion(call: RepositoryCall, category: string | undefined, draft: boolean): void {
  if (category === undefined) return;
  if (draft) violate(call.world, call, "discussion_category_name on a draft: send it with the publishing PATCH");
  else if (!call.repo.discussionCategories.has(category)) throw new Refusal(notFound());
}

function linkDiscussion(world: World, release: Release, category: string | undefined): void {
  if (category !== undefined && !release.draft) {
    release.discussion ??= { category, number: world.nextId() % 1000 };
  }
}

function withNotes(call: RepositoryCall, candidate: Candidate): Candidate {
  const asked = { tag_name: candidate.tagName, target_commitish: candidate.target };
  const notes = generateNotes(call.world, call.repo, asked);
  const body = candidate.body ? `${candidate.body}\n\n${notes.body}` : notes.body;
  return { ...candidate, name: candidate.name ?? notes.name, body };
}

export const createRelease: RepositoryHandler = async (call) => {
  const { world, repo } = call;
  const fields = await readFields(call, createFields(world.dialect), ["tag_name"]);
  const release = newRelease(world);
  const target = fields.target_commitish;
  const plain = withDefaults({ ...release, target: repo.defaultBranch, draft: false }, asWritten(fields));
  checkTarget(call, target);
  checkDiscussion(call, fields.discussion_category_name, plain.draft);
  refuseInvalid(repo, plain, { self: undefined, explicitTarget: target !== undefined });
  const candidate = fields.generate_release_notes ? withNotes(call, plain) : plain;
  repo.releases.push(release);
  putInForce(repo, release, candidate, fields.make_latest);
  linkDiscussion(world, release, fields.discussion_category_name);
  const body = releaseJson(world, repo, release);
  return json(201, body, { location: String(body.url) });
};

const changesIdentity = (release: Release, candidate: Candidate): boolean =>
  candidate.draft || candidate.tagName !== release.tagName || candidate.target !== release.target;

export const updateRelease: RepositoryHandler = async (call) => {
  const { world, repo } = call;
  const release = found(numbered(repo.releases, call.params.id), notFound);
  const fields = await readFields(call, updateFields(world.dialect));
  // Reference 7.3: a draft forgets its tag when it is changed and not told again, except one that is published with a
  // tag that is there.
  const forgets = release.draft && !(fields.draft === false && repo.tags.has(release.tagName));
  const base = forgets ? { ...release, tagName: release.untagged } : release;
  const candidate = withDefaults(base, asWritten(fields));
  const target = fields.target_commitish;
  if (release.immutable && changesIdentity(release, candidate)) {
    return unprocessable("Cannot change the tag or state of an immutable release.");
  }
  checkTarget(call, target);
  checkDiscussion(call, fields.discussion_category_name, candidate.draft);
  refuseInvalid(repo, candidate, { self: release, explicitTarget: target !== undefined });
  putInForce(repo, release, candidate, fields.make_latest);
  linkDiscussion(world, release, fields.discussion_category_name);
  return json(200, releaseJson(world, repo, release));
};
