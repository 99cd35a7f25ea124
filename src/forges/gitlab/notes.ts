import { list, loose, optional, record, text } from "../../http";
import { versionOf } from "../../model/version";
import type { Abilities } from "../abilities";
import { readMoment } from "../kit/shapes";
import type { Project } from "./project";

/** https://docs.gitlab.com/api/repositories/ */
const ChangelogWire = record({ notes: text });
const CommitWire = record({
  id: text,
  message: text,
  parent_ids: optional(list(text), []),
  created_at: loose(text),
});
const CompareWire = record({ commits: list(CommitWire) });

/** What both ways answer when they are not open to this token, or not there, or have nothing to go by. */
const CANNOT = [400, 401, 403, 404, 405, 422];

/** What the server tells for notes without a checkout. */
export function notesOf({ api, path, since }: Project): NonNullable<Abilities["notes"]> {
  const configurable = since("14.6");
  return {
    configurable,
    /**
     * Notes from the changelog API, which reads `Changelog:` trailers; `undefined` where it finds none or cannot be
     * asked, as by a job token before 17.7. https://docs.gitlab.com/api/repositories/#generate-changelog-data
     */
    async generate({ tag, target: to = tag, previousTag: from, config }) {
      const version = configurable ? versionOf(tag)?.version : undefined;
      if (version === undefined) return undefined;
      const doing = `generating the notes of ${tag}`;
      // What a configuration does not allow is for whoever wrote it to know.
      const absent = config === undefined ? CANNOT : CANNOT.filter((status) => status !== 422);
      const query = { version, from, to, config_file: config };
      const told = await api.find(ChangelogWire, { doing, at: `${path}/repository/changelog`, query, absent });
      // The heading names the version, which the release does already.
      const notes = told?.notes.replace(/^## .*\r?\n+/, "").trim() ?? "";
      return notes === "" || /^no changes\.?$/i.test(notes) ? undefined : notes;
    },
    /** The commits since the previous tag. */
    async commits({ tag, target: to = tag, previousTag: from }) {
      if (from === undefined) return undefined;
      const doing = `listing the commits since ${from}`;
      const call = { doing, at: `${path}/repository/compare`, query: { from, to }, absent: CANNOT };
      const told = await api.find(CompareWire, call);
      const commits = told?.commits.map(({ created_at, parent_ids: parents, ...commit }) => {
        return { ...commit, parents, time: (readMoment(created_at) ?? 0) / 1000 };
      });
      return commits?.toReversed();
    },
  };
}
