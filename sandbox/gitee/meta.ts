import { json } from "../kernel/answers";
import type { Answer } from "../kernel/exchange";
import { isMember, nameOf, ownerOf } from "../kernel/state";
import { requireToken } from "./access";
import { repositoryUrl, userJson } from "./json";
import type { Call, PlainRoute, RepositoryCall, RepositoryRoute } from "./state";

/** The one way to check a token: public reads pass with a bad one (2). */
const getUser = (call: Call): Answer => json(200, userJson(call.world, requireToken(call).user));

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/user", handler: getUser }];

function getRepository({ world, repo, token }: RepositoryCall): Answer {
  const [namespace, path] = [ownerOf(repo), nameOf(repo)] as const;
  const empty = repo.commits.size === 0;
  return json(200, {
    id: repo.id,
    full_name: repo.path,
    human_name: repo.displayName,
    namespace: { path: namespace, name: repo.displayName.split("/")[0] },
    path,
    name: repo.displayName.split("/")[1],
    private: repo.private,
    public: !repo.private,
    html_url: `${repositoryUrl(world, repo)}.git`,
    default_branch: empty ? null : repo.defaultBranch,
    empty_repo: empty,
    permission: { pull: true, push: token?.access === "write" && isMember(token, repo), admin: false },
  });
}

export const repositoryRoutes: readonly RepositoryRoute[] = [{ method: "GET", path: "", handler: getRepository }];
