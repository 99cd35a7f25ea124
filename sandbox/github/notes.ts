import { commitsBetween, isAncestor, json, Refusal, resolveRef, tagCommit } from "../kernel";
import type { Commit, WithRequired } from "../kernel";
import { readFields, unprocessable } from "./fields";
import type { Repo, RepositoryHandler, World } from "./state";

function previousTag(repo: Repo, tag: string, head: Commit): string | undefined {
  const earlier = repo.releases
    .filter((release) => !release.draft && release.tagName !== tag)
    .filter((release) => {
      const commit = tagCommit(repo, release.tagName);
      return commit !== undefined && isAncestor(repo, commit.sha, head.sha);
    });
  return earlier.at(-1)?.tagName;
}

const NOTES_FIELDS = {
  ...({ tag_name: "string", target_commitish: "string", previous_tag_name: "string" } as const),
  configuration_file_path: "string",
} as const;

/** Name and Markdown body of the generated notes; nothing is saved. The target is needed for a tag that is to be (reference 5, row 9). */
export function generateNotes(world: World, repo: Repo, asked: WithRequired<typeof NOTES_FIELDS, "tag_name">) {
  const { tag_name: tag, target_commitish: target = "", previous_tag_name: previous } = asked;
  const head = tagCommit(repo, tag) ?? resolveRef(repo, target);
  if (!head) throw new Refusal(unprocessable("Invalid target_commitish parameter"));
  if (previous !== undefined && !repo.tags.has(previous)) {
    throw new Refusal(unprocessable("Invalid previous_tag parameter"));
  }
  const since = previous ?? previousTag(repo, tag, head);
  const from = since === undefined ? undefined : tagCommit(repo, since)?.sha;
  const web = `${world.bases.web}/${repo.path}`;
  const lines = commitsBetween(repo, from, head).map(
    (commit) => `* ${commit.message.split("\n")[0] ?? ""} by @octocat in ${web}/commit/${commit.sha}`,
  );
  const compare = since === undefined ? `${web}/commits/${tag}` : `${web}/compare/${since}...${tag}`;
  return { name: tag, body: [`## What's Changed`, ...lines, "", "", `**Full Changelog**: ${compare}`].join("\n") };
}

export const postGenerateNotes: RepositoryHandler = async (call) =>
  json(200, generateNotes(call.world, call.repo, await readFields(call, NOTES_FIELDS, ["tag_name"])));
