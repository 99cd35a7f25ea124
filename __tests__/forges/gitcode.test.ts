import type { GitCodeOptions } from "../../sandbox/gitcode";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { sharing } from "./contract/common-file";
import { createStage } from "./contract/scene";
import { paced } from "./gitcode/paced";
import { type GitCodeStage, gitCode } from "./gitcode/subject";
import { answering, hurried, keptMarks, limited, marking, older, withoutSlashes } from "./gitcode/traps";
import { lagging, uploading } from "./gitcode/uploads";

keepsTheContract(gitCode({ name: "GitCode" }));
keepsTheContract(
  gitCode({
    name: "a server of the spec page",
    options: { form: "older" },
    can: { fixedContent: true, replacementBreaks: [] },
  }),
);
keepsTheContract(
  gitCode({
    name: "a server that replaces in place",
    options: {
      sameName: "overwrite",
      errors: "message",
      created: 201,
      updated: "no-content",
      missing: "null",
      download: "bytes",
      uploadHeaders: false,
      prereleaseAs: "number",
    },
    can: { keepsIds: true, replacementBreaks: [], readsToReplace: 2 },
  }),
);

const TRAPS: readonly (readonly [string, GitCodeOptions, readonly ((stage: GitCodeStage) => void)[]])[] = [
  ["of uploads", {}, [uploading]],
  ["of uploads that show up after a second", { attachLag: 1200 }, [lagging]],
  ["of its answers", {}, [marking, answering]],
  ["of many", { limits: { perMinute: Infinity, perHour: Infinity } }, [sharing]],
  ["of marks that an update leaves out", { omittedStatus: "kept" }, [keptMarks]],
  ["of its limits", { limits: { upload: 1000, perMinute: Infinity, perHour: Infinity } }, [limited]],
  ["of its rate", { limits: { perMinute: 2 } }, [hurried]],
  ["of its budget", { limits: { perMinute: 50, perHour: Infinity } }, [paced]],
  ["of a slash that is not found", { encodedSlash: 404 }, [withoutSlashes]],
  ["of a slash that is refused", { encodedSlash: 400 }, [withoutSlashes]],
  ["of the spec page", { form: "older" }, [older]],
];

for (const [what, options, plays] of TRAPS) {
  describe(`GitCode's own traps, ${what}`, () => {
    const stage = createStage(gitCode({ name: "GitCode", options }));
    for (const play of plays) play(stage);
    takingCare(stage);
  });
}
