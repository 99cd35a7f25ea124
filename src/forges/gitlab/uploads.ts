import { ConfigError } from "../../errors";
import { hashFile, multipartBody } from "../../http";
import { withoutSlash } from "../../model/address";
import type { Upload } from "../forge";
import type { Project } from "./project";
import { UploadWire } from "./wire";

/**
 * Uploads a file to the project itself, where there is no package registry. Its address carries the sha256 as a
 * fragment, which no server looks at and every later run knows the content by. Nothing of it can be deleted again
 * before 17.2; a try whose answer was lost leaves a copy that nothing links to.
 *
 * https://docs.gitlab.com/api/project_markdown_uploads/
 *
 * @throws ConfigError with a job token, which may not upload to projects.
 */
export async function uploadToProject(project: Project, upload: Upload): Promise<{ url: string; sha256: string }> {
  const { api, options } = project;
  if (options.automatic) {
    throw new ConfigError({
      what: `${upload.file.path} cannot be uploaded with CI_JOB_TOKEN: this GitLab has no package registry that the job may use, and its project uploads take access tokens only.`,
      hint: "Set GITLAB_TOKEN to an access token with the scope `api` (servers before 13.5), or switch the package registry of the project on. Nothing was changed.",
    });
  }
  const doing = `uploading ${upload.file.path}`;
  const wire = await api.read(UploadWire, {
    doing,
    method: "POST",
    at: `${project.path}/uploads`,
    body: await multipartBody({ field: "file", fileName: upload.name, file: upload.body }),
    accept: [201],
    recover: () => Promise.resolve(undefined),
  });
  const sha256 = upload.body.sha256() ?? (await hashFile(upload.file));
  return { url: `${await addressOf(project, wire)}#sha256=${sha256}`, sha256 };
}

/** Whether `full_path` has the sub-path of the server before it is not certain. */
async function addressOf(
  project: Project,
  wire: { readonly url: string; readonly full_path: string | undefined },
): Promise<string> {
  const { serverUrl } = project.options;
  if (wire.full_path === undefined) return `${serverUrl}/${(await project.identity()).fullPath}${wire.url}`;
  const root = withoutSlash(new URL(serverUrl).pathname);
  const rooted = root !== "" && wire.full_path.startsWith(`${root}/`);
  return rooted ? `${new URL(serverUrl).origin}${wire.full_path}` : `${serverUrl}${wire.full_path}`;
}
