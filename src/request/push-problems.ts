import { versionOf } from "../model/version";
import type { Inputs } from "./inputs";
import type { Target } from "./target/target";

/** What is wrong with the input `push_tag` as far as it and the tag tell. */
export function pushProblems(
  { push_tag, tag_message }: Inputs,
  tag: string | undefined,
  { module, repository }: Target,
): string[] {
  if (push_tag === "false") return [];
  const problems: string[] = [];
  if (push_tag === "force" && tag !== undefined && versionOf(tag) !== undefined)
    problems.push(
      `push_tag: force would move ${tag}, which is a version: whoever has it would not get the new one. It is only for tags that are none, such as nightly.`,
    );
  if (module.gitUser === undefined)
    problems.push(
      `push_tag does nothing on ${module.title}, which takes no push over https: push the tag by ssh before.`,
    );
  if (/^\d+$/.test(repository))
    problems.push(`push_tag needs the path of the repository, not its number ${repository}.`);
  if (tag_message !== undefined)
    problems.push("push_tag pushes the tag as it is in the checkout: tag_message has no place beside it.");
  return problems;
}
