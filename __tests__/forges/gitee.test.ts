import type { GiteeOptions } from "../../sandbox/gitee";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { sharing } from "./contract/common-file";
import { createStage } from "./contract/scene";
import { files } from "./gitee/files";
import { names, ownNames, plainNames, unforeseenNames } from "./gitee/names";
import { otherRoot, pipelines } from "./gitee/pipelines";
import { refused } from "./gitee/refused";
import { laggingLists, releases } from "./gitee/releases";
import { type GiteeStage, giteeOf } from "./gitee/subject";

/** What the reference leaves open, decided the other way. */
const OTHERWISE: GiteeOptions = {
  publicReads: "token",
  scopeDenied: 403,
  missingRelease: "empty",
  slashedTags: "found",
  existing: 422,
  blankNotes: "kept",
  tagDiesWithRelease: false,
  totals: true,
  download: "direct",
  storedName: (name) => name,
};

const OWN_NAMES = {
  "my app ~1.txt": "my app ~1.txt",
  "发布 说明（新）.zip": "发布 说明（新）.zip",
  "a+b.txt": "a+b.txt",
  'a "b" & c;d.txt': 'a "b" & c;d.txt',
};

/** A private server of an older kind: plain letters only, and 404 for whatever is not there. */
const PRIVATE: GiteeOptions = {
  missingRelease: "404",
  slashedTags: "404",
  existing: 409,
  storedName: (name) => name.replace(/[^A-Za-z0-9._+-]/g, "_"),
};

const plain = giteeOf({
  name: "a Gitee that keeps plain letters only",
  options: PRIVATE,
  can: {
    storedNames: {
      "my app ~1.txt": "my.app.1.txt",
      "发布 说明（新）.zip": "default.zip",
      "发布 1.0.zip": "1.0.zip",
      "caf\u00e9 b.txt": "cafe.b.txt",
      "a+b.txt": "a+b.txt",
    },
  },
});

keepsTheContract(giteeOf({ name: "Gitee" }));
keepsTheContract(
  giteeOf({
    name: "Gitee, its open questions answered otherwise",
    options: OTHERWISE,
    can: { storedNames: OWN_NAMES },
  }),
);
keepsTheContract(plain);

function traps(title: string, options: GiteeOptions, play: (stage: GiteeStage) => void): void {
  describe(title, () => {
    const stage = createStage(giteeOf({ name: "Gitee", options }));
    play(stage);
    takingCare(stage);
  });
}

traps("Gitee's own traps", {}, (stage) => {
  releases(stage);
  files(stage);
  names(stage);
  refused(stage);
  pipelines(stage);
  sharing(stage);
});

traps("a Gitee whose lists lag behind", { listLag: 1500 }, laggingLists);
traps("a Gitee with another root of its API", { apiPath: "/gitee/api/v5" }, otherRoot);
traps("a Gitee that keeps names as they are", { storedName: (name) => name }, ownNames);
traps("a Gitee that keeps plain letters only", PRIVATE, plainNames);
traps("a Gitee whose names nobody can foresee", { storedName: (name) => `7-${name.toLowerCase()}` }, unforeseenNames);
