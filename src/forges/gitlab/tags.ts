import { HttpError } from "../../http";
import type { NotesRange } from "../../model/release";
import { versionOf } from "../../model/version";
import { type Project, isProjectMissing } from "./project";
import { ChangelogWire, CompareWire, ReleasesWire, TagWire, TagsWire } from "./wire";

/** Commit of a tag. A job token may only list tags. https://docs.gitlab.com/api/tags/ */
export async function tagCommit(project: Project, tag: string): Promise<string | undefined> {
  const doing = `looking for the tag ${tag}`;
  const at = `${project.path}/repository/tags`;
  if (project.options.automatic) return listedCommit(project, { doing, at, tag });
  const answer = await project.api.call({
    doing,
    method: "GET",
    at: `${at}/${encodeURIComponent(tag)}`,
    accept: [200, 404],
  });
  if (answer.status === 200) return project.api.decode(TagWire, answer).commit.id;
  if (isProjectMissing(answer)) throw project.api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));
  return undefined;
}

async function listedCommit(
  project: Project,
  { doing, at, tag }: { readonly doing: string; readonly at: string; readonly tag: string },
): Promise<string | undefined> {
  const first = { doing, method: "GET", at, query: { search: `^${tag}` }, accept: [200] } as const;
  // `^v1` finds `v10`, too.
  for await (const page of project.pages(first, (answer) => project.api.decode(TagsWire, answer))) {
    const found = page.find(({ name }) => name === tag);
    if (found !== undefined) return found.commit.id;
  }
  return undefined;
}

/** Tags of all releases, newest first. The list may be some minutes old, which is good enough for notes. */
export async function releaseTags(project: Project): Promise<string[]> {
  const tags: string[] = [];
  const doing = "looking for the previous release";
  const first = { doing, method: "GET", at: `${project.path}/releases`, accept: [200] } as const;
  for await (const page of project.pages(first, (answer) => project.api.decode(ReleasesWire, answer))) {
    tags.push(...page.map(({ tag_name }) => tag_name));
  }
  return tags;
}

/** What both ways answer when they are not open to this token, or not there, or have nothing to go by. */
const CANNOT = [400, 401, 403, 404, 405, 422];

/**
 * Notes from the changelog API, which reads `Changelog:` trailers; where it finds none or cannot be asked, from the
 * titles of the commits since the previous tag. `undefined` when neither can be had: a job token before 17.7, no
 * previous tag. https://docs.gitlab.com/api/repositories/#generate-changelog-data
 */
export async function generateNotes(project: Project, range: NotesRange): Promise<string | undefined> {
  return (await changelog(project, range)) ?? (await commitTitles(project, range));
}

async function changelog(project: Project, { tag, target, previousTag }: NotesRange): Promise<string | undefined> {
  const version = versionOf(tag)?.version;
  if (version === undefined || !project.since("14.6")) return undefined;
  const answer = await project.api.call({
    doing: `generating the notes of ${tag}`,
    method: "GET",
    at: `${project.path}/repository/changelog`,
    query: { version, from: previousTag, to: target ?? tag },
    accept: [200, ...CANNOT],
  });
  if (answer.status !== 200) return undefined;
  const { notes } = project.api.decode(ChangelogWire, answer);
  // The heading names the version, which the release does already.
  const text = notes.replace(/^## .*\r?\n+/, "").trim();
  return text === "" || /^no changes\.?$/i.test(text) ? undefined : text;
}

async function commitTitles(project: Project, { tag, target, previousTag }: NotesRange): Promise<string | undefined> {
  if (previousTag === undefined) return undefined;
  const answer = await project.api.call({
    doing: `listing the commits since ${previousTag}`,
    method: "GET",
    at: `${project.path}/repository/compare`,
    query: { from: previousTag, to: target ?? tag },
    accept: [200, ...CANNOT],
  });
  if (answer.status !== 200) return undefined;
  const { commits } = project.api.decode(CompareWire, answer);
  return commits.map(({ short_id, title }) => `- ${title} (${short_id})`).join("\n");
}
