import { takingCare } from "./contract/care";
import { createStage } from "./contract/scene";
import { largestFile, measured } from "./gitea/measured";
import { giteaOf } from "./gitea/subject";

for (const [name, options] of [
  ["Gitea 1.26.0", { version: "1.26.0" }],
  ["Gitea 1.21", { version: "1.21" }],
  ["Gitea 1.25 with an object store", { serveDirect: true }],
  ["Forgejo 15", { software: "forgejo", version: "15" }],
] as const) {
  describe(`as measured on running servers: ${name}`, () => {
    const stage = createStage(giteaOf({ name, options }));
    measured(stage);
    takingCare(stage);
  });
}

describe("the largest file of Gitea 1.25", () => {
  const stage = createStage(giteaOf({ name: "Gitea 1.25", options: { limits: { attachment: 9 * 1024 ** 2 } } }));
  largestFile(stage);
  takingCare(stage);
});
