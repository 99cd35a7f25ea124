import { type TGitKinds, type TGitOptions, startTGit } from "../../../sandbox/tgit";
import { decodeTitle, encodeTitle } from "../../../src/model/notes";
import { type Habits, hostOf } from "../contract/host";
import type { Scene, Stage } from "../contract/scene";
import { type Can, MOST, type Subject } from "../contract/subject";

const CAN: Can = {
  ...MOST,
  prereleases: false,
  tellsRights: true,
  keepsTitles: false,
  answersChanges: false,
  changesMake: true,
  replacesWithoutGap: false,
  // Their names are all the id they have.
  keepsIds: true,
  replacementBreaks: [],
  storedNames: { ...MOST.storedNames, "my app ~1.txt": "my.app.1.txt", "a+b.txt": "a.b.txt" },
  budget: {
    // Looking; a request to create, which a server may refuse for a tag that is there; a look why; one to update it;
    // the files; one look at all of them.
    created: (files) => (files === 0 ? 4 : files + 5),
    unchanged: () => 1,
    // One to delete, one to upload, one look.
    replaced: 3,
    labelled: 0,
  },
};

const HABITS: Habits<TGitKinds> = {
  // The reference knows no variable for the repository's address: the input says the kind, the checkout the rest.
  environment: (repo, { tag }) => ({
    ...repo.checkedOut(tag === undefined ? { branch: repo.defaultBranch } : { tag }),
    INPUT_FORGE: "tgit",
  }),
  // There is no title: the notes carry it.
  seed: (_, { title, notes = "", ...seed }) => ({ ...seed, notes: encodeTitle({ title, notes }) }),
  see: (release) => {
    const { title = release.tag, notes } = decodeTitle(release.notes);
    return { ...release, title, notes };
  },
};

/** A server that makes the choices which the reference leaves open. */
export function tgit(options: TGitOptions = {}): Subject<TGitKinds> {
  const { plainTag = "put" } = options;
  const choices = Object.values(options).map(String).join(", ");
  return {
    name: choices === "" ? "tgit" : `tgit (${choices})`,
    forge: "tgit",
    // Where only an update makes a release of a tag, its answer is the same for the first and for all others.
    can: plainTag === "put" ? { ...CAN, createdByMany: true } : CAN,
    start: async (more) => hostOf(await startTGit({ ...options, ...more }), HABITS),
  };
}

export type TGitStage = Stage<TGitKinds>;
export type TGitScene = Scene<TGitKinds>;
