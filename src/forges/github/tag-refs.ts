import { ConflictError } from "../../errors";
import { list, record, text } from "../../http";
import type { TagMover } from "../abilities";
import { segments } from "../kit/rest";
import { tagCommit } from "./queries";
import type { Repository } from "./repository";

const RefsWire = list(record({ ref: text, object: record({ sha: text, type: text }) }));

/** Tags as refs, which can be moved. https://docs.github.com/en/rest/git/refs */
export function tagMover(repository: Repository): TagMover {
  const { rest, path } = repository;
  return {
    async *tags(start) {
      const at = `${path}/git/matching-refs/tags/${segments(start)}`;
      for await (const page of rest.pages(RefsWire, { doing: `looking for the tags that begin with ${start}`, at }))
        for (const { ref, object } of page) {
          const name = ref.replace(/^refs\/tags\//, "");
          yield {
            name,
            commit: async () => (object.type === "tag" ? tagCommit(repository, name) : object.sha),
          };
        }
    },
    async isBranch(name) {
      const doing = `looking for a branch ${name}`;
      const at = `${path}/git/ref/heads/${segments(name)}`;
      return (await rest.call({ doing, method: "GET", at, accept: [200, 404, 409] })).status === 200;
    },
    async make(tag, commit) {
      const doing = `making the tag ${tag}`;
      const json = { ref: `refs/tags/${tag}`, sha: commit };
      const answer = await rest.call({
        ...{ doing, method: "POST", at: `${path}/git/refs`, json, accept: [201, 422] },
        // A second request for a tag that was made after all is answered with 422.
        recover: () => Promise.resolve(undefined),
      });
      if (answer.status === 422 && (await tagCommit(repository, tag)) !== commit)
        throw new ConflictError({
          what: `The tag ${tag} could not be made: another run made it at the same moment, or a rule forbids it.`,
        });
    },
    async move(tag, commit) {
      const at = `${path}/git/refs/tags/${segments(tag)}`;
      const json = { sha: commit, force: true };
      await rest.call({ doing: `moving the tag ${tag}`, method: "PATCH", at, json, accept: [200] });
    },
  };
}
