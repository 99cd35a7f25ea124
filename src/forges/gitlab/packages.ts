import { ConflictError } from "../../errors";
import { AnswerError, HttpError } from "../../http";
import { type Source, hashStream } from "../../model/source";
import type { Upload } from "../forge";
import { wordsOf } from "../kit/refusals";
import { CLOSED, statusOf } from "../kit/rest";
import { PLAIN_VERSION, isVersionOf, packageVersion, replacementVersion, storedName } from "./names";
import { FileWire, type PackageFile, createPackageContents } from "./package-contents";
import type { Project } from "./project";

type Sent = "sent" | "taken" | "digits";
export type Packages = ReturnType<typeof createPackages>;
/** A project with its packages. */
export type Repository = Project & { readonly packages: Packages };

/** The generic package registry of a project. https://docs.gitlab.com/user/packages/generic_packages/ */
export function createPackages(project: Project) {
  const { api, path, options } = project;
  const contents = createPackageContents(project);
  const first = new Map<string, Promise<unknown>>();
  // Servers before 14.0 take digits only as a version; one of unknown version says so when it is tried.
  let digitsOnly = false;

  async function ownName(given: string | undefined): Promise<string> {
    return storedName(given ?? (await project.identity()).fullPath.split("/").at(-1) ?? "");
  }

  /** Whether the newest file of an address has this content; `undefined` where there is none. */
  async function holds(at: PackageFile, source: Source): Promise<boolean | undefined> {
    const there = await contents.newest(at);
    if (there === undefined) return (await contents.of(at))?.listed === false ? readsAs(at, source) : undefined;
    if (there.size !== undefined && there.size !== source.size) return false;
    return there.file_sha256?.toLowerCase() === (await source.sha256());
  }

  /** The same where packages cannot be listed: a file of one can still be read. */
  async function readsAs(at: PackageFile, source: Source): Promise<boolean | undefined> {
    const doing = `looking for ${at.file} in the package ${at.name} ${at.version}`;
    try {
      const content = await api.stream({ doing, method: "GET", at: path + pathOf(at), accept: [200] });
      return (await hashStream(content, source.size)) === (await source.sha256());
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /**
   * Brings a file into the package of a tag, in one try; what is there already is not sent again.
   *
   * @returns its address; `undefined` where there is no registry, or none that this token may use
   */
  async function place(tag: string, upload: Upload): Promise<string | undefined> {
    const placed = await put(packageVersion(tag), upload, "new");
    if (placed !== "taken") return placed;
    // Other content that has the name stays where it is until the link leads to the new one.
    const beside = await put(replacementVersion(tag, await upload.source.sha256()), upload, "replacement");
    if (beside !== "taken") return beside;
    throw new ConflictError({ what: `Another run uploaded ${upload.name} to ${tag} at the same moment.` });
  }

  async function packageOf(version: string, packageName: string | undefined): Promise<Omit<PackageFile, "file">> {
    const name = await ownName(packageName);
    const isPlain = digitsOnly || !project.since("14.0");
    return isPlain ? { name: `${name}-${version}`, version: PLAIN_VERSION } : { name, version };
  }

  async function put(version: string, upload: Upload, as: "new" | "replacement"): Promise<string | undefined> {
    const at = { ...(await packageOf(version, upload.packageName)), file: upload.name };
    if ((await contents.of(at)) === undefined) return undefined;
    const there = await holds(at, upload.source);
    if (there === false && as === "new") return "taken";
    const sent = there === true ? "sent" : await inTurn(at, upload.source);
    if (sent === "taken") return sent;
    if (sent === "sent") return `${options.apiUrl}/projects/${(await project.identity()).id}${pathOf(at)}`;
    digitsOnly = true;
    return put(version, upload, as);
  }

  /**
   * Of several first files that come at once each makes the package, and all but one are refused after their last byte.
   * So the first goes alone; when it fails, the next one is the first.
   */
  async function inTurn(at: PackageFile, source: Source): Promise<Sent> {
    const there = await contents.of(at);
    if (there?.packageId !== undefined || (there?.files ?? []).length > 0) return send(at, source);
    const key = `${at.name}/${at.version}`;
    const before = first.get(key);
    if (before !== undefined) return before.then(() => inTurn(at, source));
    const sent = send(at, source).finally(() => first.delete(key));
    first.set(key, Promise.allSettled([sent]));
    return sent;
  }

  /** @returns "taken" where the server wants no second file of the name, "digits" where it wants them as a version */
  async function send(at: PackageFile, source: Source): Promise<Sent> {
    try {
      const answer = await api.once({
        doing: `uploading ${source.path}`,
        method: "PUT",
        at: path + pathOf(at),
        query: { select: "package_file" },
        body: source,
        headers: { "content-type": "application/octet-stream" },
        accept: [200, 201],
      });
      const sha256 = await source.sha256();
      // Old servers do not know `select`, and tell nothing about the file.
      const told = answer.status === 200 ? api.decode(FileWire, answer) : undefined;
      const { size = source.size, file_sha256 = sha256 } = told ?? {};
      if (size !== source.size) throw new AnswerError(answer.request, `${size} of ${source.size} bytes were stored`);
      if (file_sha256 !== sha256) throw new AnswerError(answer.request, "other bytes were stored");
      const stored = { id: Infinity, file_name: at.file, created_at: undefined, ...told, size, file_sha256 };
      contents.update(at, (files) => [...files, stored]);
      return "sent";
    } catch (error) {
      // What may be there after all is looked for by the next try.
      contents.forget(at);
      const said = error instanceof HttpError && error.status === 400 ? wordsOf(error.body) : "";
      if (/duplicate/i.test(said)) return "taken";
      if (said.includes("package_version is invalid") && at.version !== PLAIN_VERSION) return "digits";
      throw error;
    }
  }

  return {
    newest: contents.newest,
    /** Forgets what packages hold, so that they are asked for again. */
    forget: contents.forget,
    place,
    /** Begins to read what the package of a tag holds; whoever needs it hears of an error. */
    lookAhead(tag: string, packageName: string | undefined): void {
      void packageOf(packageVersion(tag), packageName)
        .then(contents.of)
        .catch(() => undefined);
    },
    /**
     * Deletes a file that no link leads to any more, if this program put it there for this tag. Without the right to do
     * so it stays, and a line says so.
     */
    async removeOld(at: PackageFile, { tag, packageName }: Pick<Upload, "packageName"> & { readonly tag: string }) {
      const own = await ownName(packageName);
      const isPlain = at.version === PLAIN_VERSION && at.name.startsWith(`${own}-`);
      const version = at.name === own ? at.version : isPlain ? at.name.slice(own.length + 1) : undefined;
      if (version === undefined || !isVersionOf(version, tag)) return;
      const { packageId = 0, files = [], listed } = (await contents.of(at)) ?? {};
      const stays = (why: string): void => {
        options.log.info(`the old content of ${at.file} stays in the package registry: ${why}`);
      };
      if (listed === false) stays("this server does not list packages for a job token");
      const doing = `deleting the replaced package file ${at.file}`;
      for (const { id } of files.filter(({ file_name }) => file_name === at.file)) {
        const file = `${path}/packages/${packageId}/package_files/${id}`;
        const { status } = await api.call({ doing, method: "DELETE", at: file, accept: [200, 202, 204, ...CLOSED] });
        if (status === 401) stays("this server does not accept a job token for deleting it");
        else if (status === 403) stays("only a Maintainer may delete it");
        else contents.update(at, (all) => all.filter((one) => one.id !== id));
      }
    },
  };
}

function pathOf({ name, version, file }: PackageFile): string {
  return `/packages/generic/${[name, version, file].map(encodeURIComponent).join("/")}`;
}
