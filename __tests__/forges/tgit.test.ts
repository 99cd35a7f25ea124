import { filterLetters } from "../../sandbox/tgit";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { sharing } from "./contract/common-file";
import { createStage } from "./contract/scene";
import { doubles, files, plainLetters } from "./tgit/files";
import { interruptions, releases } from "./tgit/releases";
import { belowAPath, servers, smallServers } from "./tgit/servers";
import { tgit } from "./tgit/subject";

keepsTheContract(tgit());
keepsTheContract(tgit({ plainTag: "post", sameName: "refused", conflict: 400, created: 200 }));
keepsTheContract(tgit({ plainTag: "either", sameName: "replaced", conflict: 422, tooLarge: "proxy" }));

describe("TGit's own traps", () => {
  const stage = createStage(tgit());
  releases(stage);
  interruptions(stage);
  files(stage);
  doubles(stage);
  servers(stage);
  sharing(stage);
  takingCare(stage);
});

describe("a server that creates a release of a tag, and refuses a name twice", () => {
  const stage = createStage(tgit({ plainTag: "post", sameName: "refused", conflict: 400 }));
  files(stage);
  takingCare(stage);
});

for (const tooLarge of [400, 413, "proxy"] as const) {
  describe(`a server with a lower limit that it tells with ${tooLarge}`, () => {
    const stage = createStage(tgit({ attachmentLimit: 100_000, tooLarge }));
    smallServers(stage);
    takingCare(stage);
  });
}

describe("a server that keeps plain letters only", () => {
  const stage = createStage(tgit({ filterName: filterLetters }));
  plainLetters(stage);
  takingCare(stage);
});

describe("a server below a path", () => {
  const stage = createStage(tgit({ subPath: "/code" }));
  belowAPath(stage);
  takingCare(stage);
});
