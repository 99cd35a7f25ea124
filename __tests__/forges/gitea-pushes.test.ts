import { takingCare } from "./contract/care";
import { createStage } from "./contract/scene";
import { pushes } from "./gitea/pushes";
import { giteaOf } from "./gitea/subject";

for (const [name, options] of [
  ["Gitea 1.26", { version: "1.26" }],
  ["Gitea 1.16", { version: "1.16" }],
  ["Forgejo 15", { software: "forgejo", version: "15" }],
] as const) {
  describe(`the push of a tag on ${name}`, () => {
    const stage = createStage(giteaOf({ name, options: { ...options, pushDelay: "held" } }));
    pushes(stage);
    takingCare(stage);
  });
}
