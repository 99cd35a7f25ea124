import { levelOf } from "./access";
import { json, unauthorized } from "./answers";
import { projectUrl } from "./release-json";
import { nameOf, namespaceOf } from "./state";
import type { Call, PlainRoute, ProjectCall, ProjectRoute } from "./world";

function getVersion(call: Call) {
  if (!call.token) return unauthorized();
  return json(200, { version: call.world.dialect.version, revision: "0a1b2c3d4e5" });
}

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/version", handler: getVersion }];

function getProject({ world, project, token }: ProjectCall) {
  const namespace = namespaceOf(project);
  const level = levelOf(token, project);
  return json(200, {
    id: project.id,
    name: nameOf(project),
    path: nameOf(project),
    path_with_namespace: project.path,
    created_at: project.createdAt,
    default_branch: project.commits.size > 0 ? project.defaultBranch : null,
    visibility: project.visibility,
    web_url: projectUrl(world, project),
    empty_repo: project.commits.size === 0,
    packages_enabled: project.rules.packages,
    ...(token === undefined
      ? {}
      : {
          permissions: {
            project_access: level === 0 ? null : { access_level: level, notification_level: 3 },
            group_access: null,
          },
        }),
    namespace: { kind: "group", path: namespace, full_path: namespace },
  });
}

/** Not for job tokens (reference 2.1). */
export const projectRoutes: readonly ProjectRoute[] = [{ method: "GET", path: "", handler: getProject }];
