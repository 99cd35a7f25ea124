import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { createStage } from "./contract/scene";
import { events } from "./github/events";
import { files } from "./github/files";
import { hints } from "./github/hints";
import { marksAndNotes } from "./github/latest";
import { interruptions, rules } from "./github/immutable";
import { compatible, enterprise, gitHub } from "./github/subject";
import { sparing } from "./github/requests";
import { unable } from "./github/unable";

keepsTheContract(gitHub({ shape: "github.com" }));
keepsTheContract(enterprise("3.7"));
keepsTheContract(compatible);

describe("GitHub's own traps", () => {
  const stage = createStage(gitHub({ shape: "github.com" }));
  marksAndNotes(stage);
  rules(stage);
  interruptions(stage);
  files(stage);
  sparing(stage);
  events(stage);
  hints(stage);
  takingCare(stage);
});

const LESS = [
  [enterprise("3.7"), { make_latest: "true" }],
  [enterprise("3.14"), { discussion_category_name: "Announcements" }],
  [compatible, { generate_release_notes: "true" }],
] as const;

for (const [subject, wishes] of LESS) {
  describe(`a server that can do less: ${subject.name}`, () => {
    const stage = createStage(subject);
    unable(stage, wishes);
    takingCare(stage);
  });
}
