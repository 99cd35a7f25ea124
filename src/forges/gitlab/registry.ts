import { ConflictError, PublishError } from "../../errors";
import { AnswerError, HttpError, hashFile, hashStream } from "../../http";
import type { LocalFile } from "../../model/file";
import type { Upload } from "../forge";
import { PLAIN_VERSION, isVersionOf, packageName, packageVersion, plainPackageName, replacementVersion } from "./names";
import { createFirstFiles } from "./first-files";
import type { Project } from "./project";
import { wordsOf } from "./refusals";
import { type PackageVersion, type Stock, createStocks } from "./stock";
import { PackageFileWire } from "./wire";

/** Where a file lies in the generic package registry. */
export interface PackageAddress extends PackageVersion {
  readonly file: string;
}

/** A file in the registry. */
export interface Placed {
  readonly address: PackageAddress;
  readonly url: string;
  readonly sha256: string | undefined;
}

export interface Registry {
  /** What a package holds. */
  stock(at: PackageVersion): Promise<Stock>;
  /**
   * Brings a file into the package of a tag; what is there already is not sent again.
   *
   * @returns `undefined` where there is no registry, or none that this token may use
   */
  place(tag: string, upload: Upload): Promise<Placed | undefined>;
  /** Whether a package holds files of this tag that this program put there. */
  owns(at: PackageAddress, tag: string): Promise<boolean>;
  /** Takes a file away that nothing points to any more. Without the right to do so it stays, and a line says so. */
  remove(at: PackageAddress): Promise<void>;
}

const MOST_RECENT = -1;

/** https://docs.gitlab.com/user/packages/generic_packages/, https://docs.gitlab.com/api/packages/ */
export function createRegistry(project: Project): Registry {
  const { api, path, options } = project;
  const stocks = createStocks(project);
  const alone = createFirstFiles(stocks);
  // Servers before 14.0 take digits only as a version; one of unknown version says so when it is tried.
  let plain = !project.since("14.0");

  async function ownName(): Promise<string> {
    return packageName(options.packageName ?? (await project.identity()).fullPath.split("/").at(-1) ?? "");
  }

  async function package_(version: string): Promise<PackageVersion> {
    const name = await ownName();
    return plain ? { name: plainPackageName(name, version), version: PLAIN_VERSION } : { name, version };
  }

  async function owns({ name, version }: PackageAddress, tag: string): Promise<boolean> {
    const own = await ownName();
    if (name === own) return isVersionOf(version, tag);
    return version === PLAIN_VERSION && name.startsWith(`${own}-`) && isVersionOf(name.slice(own.length + 1), tag);
  }

  async function urlOf({ name, version, file }: PackageAddress): Promise<string> {
    const { id } = await project.identity();
    return `${options.apiUrl}/projects/${id}${genericPath({ name, version, file })}`;
  }

  async function hashOf(file: LocalFile): Promise<string> {
    const hash = options.memory.hashes.get(file.absolute) ?? (await hashFile(file));
    options.memory.hashes.set(file.absolute, hash);
    return hash;
  }

  /** The newest file of a name, if it has the content that is wanted. */
  async function holds(address: PackageAddress, file: LocalFile): Promise<boolean | "other"> {
    const stock = await stocks.of(address);
    const namesake = stock?.files.filter(({ file_name }) => file_name === address.file).at(MOST_RECENT);
    if (namesake === undefined) return stock?.listed === false ? readsAs(address, file) : false;
    if (namesake.size !== undefined && namesake.size !== file.size) return "other";
    return namesake.file_sha256 === (await hashOf(file)) ? true : "other";
  }

  /** The same where packages cannot be listed: a file of one can still be read. */
  async function readsAs(address: PackageAddress, file: LocalFile): Promise<boolean | "other"> {
    const doing = `looking for ${address.file} in the package ${address.name} ${address.version}`;
    try {
      const content = await api.stream({ doing, method: "GET", at: `${path}${genericPath(address)}`, accept: [200] });
      return (await hashStream(content, file.size)) === (await hashOf(file)) ? true : "other";
    } catch (error) {
      if (error instanceof PublishError && error.cause instanceof HttpError && error.cause.status === 404) return false;
      throw error;
    }
  }

  async function place(tag: string, upload: Upload): Promise<Placed | undefined> {
    const base = { ...(await package_(packageVersion(tag))), file: upload.name };
    if ((await stocks.of(base)) === undefined) return undefined;
    const there = await holds(base, upload.file);
    if (there === true) return placed(base, await hashOf(upload.file));
    if (there === false) {
      const done = await alone(base, () => send(base, upload));
      if (done !== "taken") return done === "plain" ? place(tag, upload) : done;
    }
    // Other content has the name: it stays where it is until the link leads to the new one.
    const version = replacementVersion(tag, await hashOf(upload.file));
    const beside = { ...(await package_(version)), file: upload.name };
    if ((await holds(beside, upload.file)) === true) return placed(beside, await hashOf(upload.file));
    const done = await alone(beside, () => send(beside, upload));
    if (typeof done !== "string") return done;
    throw new ConflictError({ what: `Another run uploaded ${upload.name} to ${tag} at the same moment.` });
  }

  async function placed(address: PackageAddress, sha256: string | undefined): Promise<Placed> {
    return { address, url: await urlOf(address), sha256 };
  }

  /** @returns "taken" where the server wants no second file of the name, "plain" where it wants digits as a version */
  async function send(address: PackageAddress, upload: Upload): Promise<Placed | "taken" | "plain"> {
    const doing = `uploading ${upload.file.path}`;
    async function put(): Promise<Placed | "taken" | "plain"> {
      try {
        const answer = await api.once({
          doing,
          method: "PUT",
          at: `${path}${genericPath(address)}`,
          query: { select: "package_file" },
          body: { ...upload.body, type: "application/octet-stream" },
          accept: [200, 201],
        });
        // Old servers do not know `select`, and tell nothing about the file.
        const stored = answer.status === 200 ? api.decode(PackageFileWire, answer) : undefined;
        verify(upload, stored);
        const sha256 = upload.body.sha256();
        const file = { id: Infinity, file_name: address.file, size: upload.file.size, file_sha256: sha256 };
        stocks.add(address, stored ?? file);
        return await placed(address, sha256);
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 400) throw error;
        const words = wordsOf(error.body);
        if (/duplicate/i.test(words)) return "taken";
        if (!words.includes("package_version is invalid") || plain) throw error;
        plain = true;
        return "plain";
      }
    }
    return api.attempt(put, {
      doing,
      // A lost answer: the same file again would be one more file of that name.
      recover: async () => {
        stocks.forget(address);
        return (await holds(address, upload.file)) === true
          ? { value: await placed(address, await hashOf(upload.file)) }
          : undefined;
      },
    });
  }

  async function remove(at: PackageAddress): Promise<void> {
    const stock = await stocks.of(at);
    const doing = `deleting the replaced package file ${at.file}`;
    const old = stock?.files.filter(({ file_name }) => file_name === at.file) ?? [];
    const stays = (why: string): void => {
      options.log.info(`the old content of ${at.file} stays in the package registry: ${why}`);
    };
    if (stock?.listed === false) stays("this server does not list packages for a job token");
    for (const { id } of old) {
      const file = `${path}/packages/${stock?.packageId ?? 0}/package_files/${id}`;
      const answer = await api.call({ doing, method: "DELETE", at: file, accept: [200, 202, 204, 401, 403, 404] });
      if (answer.status === 401) stays("this server takes no job token for deleting it");
      if (answer.status === 403) stays("only a Maintainer may delete it");
    }
    stocks.forget(at);
  }

  return {
    stock: async (at) => (await stocks.of(at)) ?? { packageId: undefined, files: [], listed: false },
    place,
    owns,
    remove,
  };
}

function genericPath({ name, version, file }: PackageAddress): string {
  return `/packages/generic/${[name, version, file].map(encodeURIComponent).join("/")}`;
}

/** What the server says of the stored file has to be what was sent. */
function verify({ file, body }: Upload, stored: PackageFileWire | undefined): void {
  if (stored === undefined) return;
  const sha256 = body.sha256();
  const wrong =
    stored.size !== undefined && stored.size !== file.size
      ? `${stored.size} of ${file.size} bytes`
      : stored.file_sha256 !== undefined && sha256 !== undefined && stored.file_sha256 !== sha256
        ? "with another sha256"
        : undefined;
  if (wrong !== undefined) throw new AnswerError(`the upload of ${file.path}`, `the server stored it ${wrong}`);
}
