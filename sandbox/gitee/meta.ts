import type { Answer } from "../kernel/exchange";
import { isMember } from "./access";
import { json } from "./answers";
import { repositoryUrl, userJson } from "./release-json";
import { requireToken } from "./tokens";
import type { Call, PlainRoute, RepositoryCall, RepositoryRoute } from "./world";

/** The one way to check a token: public reads pass with a bad one (2). */
const getUser = (call: Call): Answer => json(200, userJson(call.world, requireToken(call).user));

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/user", handler: getUser }];

function getRepository({ world, repository, token }: RepositoryCall): Answer {
  const [namespace = "", path = ""] = repository.path.split("/");
  const empty = repository.commits.size === 0;
  return json(200, {
    id: repository.id,
    full_name: repository.path,
    human_name: repository.displayName,
    namespace: { path: namespace, name: repository.displayName.split("/")[0] },
    path,
    name: repository.displayName.split("/")[1],
    private: repository.private,
    public: !repository.private,
    html_url: `${repositoryUrl(world, repository)}.git`,
    default_branch: empty ? null : repository.defaultBranch,
    empty_repo: empty,
    permission: { pull: true, push: token?.access === "write" && isMember(token, repository), admin: false },
  });
}

export const repositoryRoutes: readonly RepositoryRoute[] = [{ method: "GET", path: "", handler: getRepository }];
