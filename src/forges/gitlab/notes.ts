import { list, record, text } from "../../http";
import type { NotesRange } from "../../model/release";
import { versionOf } from "../../model/version";
import type { Project } from "./project";

/** https://docs.gitlab.com/api/repositories/ */
const ChangelogWire = record({ notes: text });
const CompareWire = record({ commits: list(record({ short_id: text, title: text })) });

/** What both ways answer when they are not open to this token, or not there, or have nothing to go by. */
const CANNOT = [400, 401, 403, 404, 405, 422];

/**
 * Notes from the changelog API, which reads `Changelog:` trailers; where it finds none or cannot be asked, from the
 * titles of the commits since the previous tag. `undefined` when neither can be had: a job token before 17.7, no
 * previous tag. https://docs.gitlab.com/api/repositories/#generate-changelog-data
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
  if (from === undefined) return undefined;
  const doing = `listing the commits since ${from}`;
  const call = { doing, at: `${path}/repository/compare`, query: { from, to }, absent: CANNOT };
  const told = await api.find(CompareWire, call);
  return told?.commits.map(({ short_id, title }) => `- ${title} (${short_id})`).join("\n");
}
