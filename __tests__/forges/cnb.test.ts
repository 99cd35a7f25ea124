import { addresses } from "./cnb/addresses";
import { releases, rights } from "./cnb/releases";
import { cnbWith, otherForms, withoutDigests } from "./cnb/subject";
import { uploads } from "./cnb/uploads";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { sharing } from "./contract/common-file";
import { createStage } from "./contract/scene";

const strictest = cnbWith({ name: "cnb.cool" });

keepsTheContract(strictest);
keepsTheContract(otherForms);
keepsTheContract(withoutDigests);

describe("CNB's own traps", () => {
  const stage = createStage(strictest);
  uploads(stage);
  addresses(stage);
  releases(stage);
  rights(stage);
  sharing(stage);
  takingCare(stage);
});

for (const subject of [otherForms, withoutDigests]) {
  describe(`traps of ${subject.name}`, () => {
    const stage = createStage(subject);
    uploads(stage);
    addresses(stage);
    releases(stage);
    takingCare(stage);
  });
}
