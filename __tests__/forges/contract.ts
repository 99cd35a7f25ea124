import { takingCare } from "./contract/care";
import { creating } from "./contract/create";
import { drafting } from "./contract/drafts";
import { failing } from "./contract/failures";
import { counting } from "./contract/many";
import { keepingLess } from "./contract/lies";
import { refusing } from "./contract/refusals";
import { createStage } from "./contract/scene";
import type { Subject } from "./contract/subject";
import { tagging } from "./contract/tags";
import { updating } from "./contract/update";

/** The suite that every forge passes: the built bundle as a process, against a sandbox that plays the forge. */
export function keepsTheContract(subject: Subject): void {
  describe(`the contract on ${subject.name}`, () => {
    const stage = createStage(subject);
    creating(stage);
    updating(stage);
    if (subject.can.drafts) drafting(stage);
    tagging(stage);
    failing(stage);
    keepingLess(stage);
    refusing(stage);
    counting(stage);
    takingCare(stage);
  });
}
