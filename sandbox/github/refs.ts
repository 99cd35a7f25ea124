import { encodeSegments, isAncestor, json, noContent, Refusal, refsOf, resolveRef, tagCommit } from "../kernel";
import { notFound, readFields, unprocessable } from "./fields";
import { RULE } from "./publish";
import type { Repo, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";
import { gitRoute, peel, readRef, writeRef } from "./tags";

const SHA = /^[0-9a-f]{40}$/;

const REF = /^(heads|tags)\/.+$/s;

function refJson(call: RepositoryCall, ref: string, sha: string): Record<string, unknown> {
  const git = `${call.world.bases.api}/repos/${call.repo.path}/git`;
  const tag = call.repo.tagObjects.has(sha);
  return {
    ref: `refs/${ref}`,
    node_id: `REF_${Buffer.from(ref).toString("base64url")}`,
    url: `${git}/refs/${encodeSegments(ref)}`,
    object: { sha, type: tag ? "tag" : "commit", url: `${git}/${tag ? "tags" : "commits"}/${sha}` },
  };
}

const getRef: RepositoryHandler = (call) => {
  const ref = call.params.ref ?? "";
  const sha = readRef(call.repo, ref);
  return sha === undefined ? notFound() : json(200, refJson(call, ref, sha));
};

const matching = (call: RepositoryCall): Record<string, unknown>[] =>
  refsOf(call.repo)
    .filter(({ ref }) => ref.startsWith(`refs/${call.params.ref ?? ""}`))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1))
    .map(({ ref, sha }) => refJson(call, ref.replace("refs/", ""), sha));

const matchingRefs: RepositoryHandler = (call) => json(200, matching(call));

/** Old form: the object on an exact match, the array of prefix matches otherwise (reference 9). */
const oldGetRef: RepositoryHandler = async (call) => {
  const exact = await getRef(call);
  if (exact.status === 200) return exact;
  const found = matching(call);
  return found.length > 0 ? json(200, found) : notFound();
};

const createRef: RepositoryHandler = async (call) => {
  const { repo } = call;
  const { ref: full, sha } = await readFields(call, { ref: "string", sha: "string" }, ["ref", "sha"]);
  const ref = full.replace(/^refs\//, "");
  if (!full.startsWith("refs/") || !REF.test(ref)) {
    return unprocessable("Reference name must start with 'refs/' and contain at least two slashes.");
  }
  if (!SHA.test(sha))
    return unprocessable("The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  if (!peel(repo, sha)) return unprocessable("Object does not exist");
  if (readRef(repo, ref) !== undefined) return unprocessable("Reference already exists");
  if (ref.startsWith("tags/") && repo.rules.restrictTagCreation) return unprocessable(RULE);
  writeRef(repo, ref, sha);
  const body = refJson(call, ref, sha);
  return json(201, body, { location: String(body.url) });
};

const immutableTag = (repo: Repo, tag: string): boolean =>
  repo.releases.some((release) => release.immutable && release.tagName === tag);

/** 422 "does not exist", not 404 (reference 9); the tag of an immutable release can be neither moved nor deleted. */
function existing({ repo, params }: RepositoryCall) {
  const ref = params.ref ?? "";
  const sha = readRef(repo, ref);
  const tag = /^tags\/(.+)$/s.exec(ref)?.[1];
  if (sha === undefined) throw new Refusal(unprocessable("Reference does not exist"));
  if (tag !== undefined && immutableTag(repo, tag)) {
    throw new Refusal(unprocessable(`Cannot change tag ${tag}: it belongs to an immutable release.`));
  }
  return { ref, sha, tag };
}

const updateRef: RepositoryHandler = async (call) => {
  const { ref, sha } = existing(call);
  const { sha: wanted, force } = await readFields(call, { sha: "string", force: "boolean" }, ["sha"]);
  const [from, to] = [peel(call.repo, sha), peel(call.repo, wanted)];
  if (!to) return unprocessable("Object does not exist");
  if (!force && !(from && isAncestor(call.repo, from.sha, to.sha))) {
    return unprocessable("Update is not a fast forward");
  }
  writeRef(call.repo, ref, wanted);
  return json(200, refJson(call, ref, wanted));
};

/** A published release whose tag goes becomes a draft (reference 7.7). */
const deleteRef: RepositoryHandler = (call) => {
  const { ref, tag } = existing(call);
  if (tag === undefined) call.repo.branches.delete(ref.replace(/^heads\//, ""));
  else {
    call.repo.tags.delete(tag);
    const orphans = call.repo.releases.filter(({ tagName, draft }) => tagName === tag && !draft);
    for (const release of orphans) Object.assign(release, { draft: true, publishedAt: null });
  }
  return noContent;
};

/** Any name of a commit; one that is none is a 422 that names it. */
const getCommit: RepositoryHandler = ({ repo, params }) => {
  const ref = params.ref ?? "";
  const commit = resolveRef(repo, ref) ?? tagCommit(repo, ref);
  if (commit === undefined) return unprocessable(`No commit found for SHA: ${ref}`);
  return json(200, { sha: commit.sha, commit: { message: commit.message }, files: [] });
};

export const refRoutes: readonly RepositoryRoute[] = [
  gitRoute("GET", "/git/ref/*ref", getRef),
  gitRoute("GET", "/git/matching-refs/*ref", matchingRefs),
  { ...gitRoute("GET", "/git/refs/*ref", oldGetRef), exists: (dialect) => dialect.oldRefLookup },
  gitRoute("GET", "/commits/*ref", getCommit),
  gitRoute("POST", "/git/refs", createRef),
  gitRoute("PATCH", "/git/refs/*ref", updateRef),
  gitRoute("DELETE", "/git/refs/*ref", deleteRef),
];
