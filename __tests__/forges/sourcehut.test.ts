import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { createStage } from "./contract/scene";
import { sourceHut } from "./sourcehut/subject";
import { files, lists, tags } from "./sourcehut/traps";

keepsTheContract(sourceHut());

describe("SourceHut's own traps", () => {
  const stage = createStage(sourceHut({ pageSize: 4 }));
  tags(stage);
  files(stage);
  lists(stage, { loses: true });
  takingCare(stage);
});

describe("a SourceHut whose pages lose nothing", () => {
  const stage = createStage(sourceHut({ pageSize: 4, losesReferences: false }));
  lists(stage, { loses: false });
  takingCare(stage);
});
