import type { Step } from "../../model/plan";
import type { Operation } from "../operation";

/** Makes a tag with a message, and says what became of that. */
export async function makeTag(
  { tag, target, message }: Extract<Step, { do: "make-tag" }>,
  { forge, log }: Pick<Operation, "forge" | "log">,
): Promise<void> {
  const { tagMessages } = forge.can();
  if (tagMessages?.by !== "tag") return;
  if ((await tagMessages.make({ tag, target, message })) === "made") log.info(`made the annotated tag ${tag}`);
  else if ((await forge.tagCommit(tag)) === undefined)
    log.notice(
      `The tag ${tag} will have no message: the server keeps its name for a draft, also for one that was deleted. Push the tag first to have one (tag_message).`,
    );
}
