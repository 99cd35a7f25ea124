import { addresses } from "./cnb/addresses";
import { releases, rights } from "./cnb/releases";
import { cnbStage } from "./cnb/stage";
import { cnbWith, otherForms, withoutDigests } from "./cnb/subject";
import { uploads } from "./cnb/uploads";
import { keepsTheContract } from "./contract";
import { takingCare } from "./contract/care";
import { sharing } from "./contract/common-file";

const strictest = cnbWith({ name: "cnb.cool" });

keepsTheContract(strictest);
keepsTheContract(otherForms);
keepsTheContract(withoutDigests);

describe("CNB's own traps", () => {
  const stage = cnbStage(strictest);
  uploads(stage);
  addresses(stage);
  releases(stage);
  rights(stage);
  sharing(stage.common);
  takingCare(stage.common);
});

for (const subject of [otherForms, withoutDigests]) {
  describe(`traps of ${subject.name}`, () => {
    const stage = cnbStage(subject);
    uploads(stage);
    addresses(stage);
    releases(stage);
    takingCare(stage.common);
  });
}
