import type { Answer } from "../kernel/exchange";
import { levelOf } from "./access";
import { json } from "./answers";
import type { RepositoryCall, Route } from "./world";

/** The project with the role of the token's user, as GitLab's old API has it. */
function getProject({ repository, token }: RepositoryCall): Answer {
  const level = levelOf(token, repository);
  return json(200, {
    id: repository.id,
    path_with_namespace: repository.path,
    default_branch: repository.commits.size > 0 ? repository.defaultBranch : null,
    permissions: { project_access: level === 0 ? null : { access_level: level }, group_access: null },
  });
}

export const projectRoutes: readonly Route[] = [{ method: "GET", path: "", handler: getProject }];
