import { type Decoded, list, loose, number, optional, record, text } from "../../http";
import { CLOSED, firstOf, statusOf } from "../kit/rest";
import type { Project } from "./project";

/** Where a file lies in the generic package registry. */
export interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}
type Package = Omit<PackageFile, "file">;

const PackagesWire = list(record({ id: number, name: text, version: optional(text, "") }));
export const FileWire = record({
  id: number,
  file_name: text,
  size: optional(number),
  file_sha256: optional(text),
  created_at: loose(text),
});
export type FileWire = Decoded<typeof FileWire>;
const FilesWire = list(FileWire);

/** What a package holds. */
interface Contents {
  /** `undefined`: there is no such package yet, or it cannot be listed. */
  readonly packageId: number | undefined;
  /** The newest last: that one is what a download gives. */
  readonly files: readonly FileWire[];
  /** Whether `files` is all there is: job tokens may put files into packages long before they may list them. */
  readonly listed: boolean;
}

/** What the packages of a project hold, each asked for once. https://docs.gitlab.com/api/packages/ */
export function createPackageContents({ api, path, options, since }: Project) {
  const known = new Map<string, Promise<Contents | undefined>>();
  const keyOf = ({ name, version }: Package): string => `${name}/${version}`;

  /** `undefined` where there is no registry, or none that this token may use. */
  function of(at: Package): Promise<Contents | undefined> {
    const contents = known.get(keyOf(at)) ?? look(at);
    known.set(keyOf(at), contents);
    return contents;
  }

  /**
   * A job token that a route does not take counts for nothing there (lists of packages before 15.3, of their files
   * before 15.11): a private project answers as to strangers. 403 is a registry that is switched off.
   */
  async function look({ name, version }: Package): Promise<Contents | undefined> {
    if (!since("13.5")) return undefined;
    const doing = `looking at the package ${name} ${version}`;
    let packageId: number | undefined;
    try {
      packageId = await find({ name, version }, doing);
      if (packageId === undefined) return { packageId, files: [], listed: true };
      const files = await api.all(FilesWire, { doing, at: `${path}/packages/${packageId}/package_files` });
      return { packageId, files: files.toSorted((a, b) => a.id - b.id), listed: true };
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined || !CLOSED.includes(status)) throw error;
      const listed = !options.automatic || status === 403;
      return packageId === undefined && listed ? undefined : { packageId, files: [], listed };
    }
  }

  async function find({ name, version }: Package, doing: string): Promise<number | undefined> {
    const query = { package_type: "generic", package_name: name, package_version: version };
    const pages = api.pages(PackagesWire, { doing, at: `${path}/packages`, query });
    // The name is looked for anywhere, and old servers do not know the version.
    return (await firstOf(pages, (one) => one.name === name && one.version === version))?.id;
  }

  return {
    of,
    /** The newest file of an address, as far as it can be listed. */
    async newest(at: PackageFile): Promise<FileWire | undefined> {
      return (await of(at))?.files.findLast(({ file_name }) => file_name === at.file);
    },
    /** What a change that the server has just made leaves of it. */
    update(at: Package, change: (files: readonly FileWire[]) => readonly FileWire[]): void {
      const changed = known.get(keyOf(at))?.then((all) => all && { ...all, files: change(all.files) });
      if (changed !== undefined) known.set(keyOf(at), changed);
      // A look that fails is told to whoever asked for it; the next one looks again.
      changed?.catch(() => known.delete(keyOf(at)));
    },
    /** Of one package, or of all. */
    forget(at?: Package): void {
      if (at === undefined) known.clear();
      else known.delete(keyOf(at));
    },
  };
}
