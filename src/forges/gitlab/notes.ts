import { list, loose, optional, record, text } from "../../http";
import type { Commit } from "../../model/commit";
import type { NotesRange } from "../../model/release";
import { versionOf } from "../../model/version";
import type { Project } from "./project";

/** https://docs.gitlab.com/api/repositories/ */
const ChangelogWire = record({ notes: text });
const CommitWire = record({
  id: text,
  message: text,
  parent_ids: optional(list(text), []),
  created_at: loose(text, ""),
});
const CompareWire = record({ commits: list(CommitWire) });

/** What both ways answer when they are not open to this token, or not there, or have nothing to go by. */
const CANNOT = [400, 401, 403, 404, 405, 422];

/**
 * Notes from the changelog API, which reads `Changelog:` trailers; `undefined` where it finds none or cannot be asked, as
 * by a job token before 17.7. https://docs.gitlab.com/api/repositories/#generate-changelog-data
 */
export async function generateNotes(
  { api, path, since }: Project,
  { tag, target, previousTag: from, config }: NotesRange,
): Promise<string | undefined> {
  const to = target ?? tag;
  const version = since("14.6") ? versionOf(tag)?.version : undefined;
  if (version !== undefined) {
    const doing = `generating the notes of ${tag}`;
    // What a configuration does not allow is for whoever wrote it to know.
    const absent = config === undefined ? CANNOT : CANNOT.filter((status) => status !== 422);
    const query = { version, from, to, config_file: config };
    const call = { doing, at: `${path}/repository/changelog`, query, absent };
    const told = await api.find(ChangelogWire, call);
    // The heading names the version, which the release does already.
    const notes = told?.notes.replace(/^## .*\r?\n+/, "").trim() ?? "";
    if (notes !== "" && !/^no changes\.?$/i.test(notes)) return notes;
  }
  return undefined;
}

/** The commits since the previous tag; the server tells them without a checkout. */
export async function commitsSince(
  { api, path }: Project,
  { tag, target, previousTag: from }: NotesRange,
): Promise<readonly Commit[] | undefined> {
  if (from === undefined) return undefined;
  const doing = `listing the commits since ${from}`;
  const call = { doing, at: `${path}/repository/compare`, query: { from, to: target ?? tag }, absent: CANNOT };
  const told = await api.find(CompareWire, call);
  return told?.commits
    .map(({ id, message, parent_ids, created_at }) => {
      const time = Date.parse(created_at) / 1000;
      return { id, message, parents: parent_ids, time: Number.isNaN(time) ? 0 : time };
    })
    .toReversed();
}
