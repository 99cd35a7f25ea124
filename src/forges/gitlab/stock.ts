import type { Project } from "./project";
import { type PackageFileWire, PackageFilesWire, PackagesWire } from "./wire";

/** A version of a generic package. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** What a package holds. */
export interface Stock {
  /** `undefined`: there is no such package yet, or it cannot be listed. */
  readonly packageId: number | undefined;
  /** The newest last: that one is what a download gives. */
  readonly files: readonly PackageFileWire[];
  /** Whether `files` is all there is: job tokens may put files into packages long before they may list them. */
  readonly listed: boolean;
}

const UNLISTED: Stock = { packageId: undefined, files: [], listed: false };

/** What the packages of a project hold, each asked for once. */
export interface Stocks {
  /** `undefined` where there is no registry, or none that this token may use. */
  of(at: PackageVersion): Promise<Stock | undefined>;
  /** A file that was just stored. */
  add(at: PackageVersion, file: PackageFileWire): void;
  forget(at: PackageVersion): void;
}

/** https://docs.gitlab.com/api/packages/ */
export function createStocks(project: Project): Stocks {
  const { api, path } = project;
  const known = new Map<string, Promise<Stock | undefined>>();
  const keyOf = ({ name, version }: PackageVersion): string => `${name}/${version}`;

  async function look(at: PackageVersion): Promise<Stock | undefined> {
    if (!project.since("13.5")) return undefined;
    const doing = `looking at the package ${at.name} ${at.version}`;
    const query = { package_type: "generic", package_name: at.name, package_version: at.version };
    const first = { doing, method: "GET", at: `${path}/packages`, query, accept: [200, 401, 403, 404] } as const;
    const list = { status: 0 };
    const pages = project.pages(first, (answer) => {
      list.status = answer.status;
      return answer.status === 200 ? api.decode(PackagesWire, answer) : [];
    });
    for await (const page of pages) {
      // The name is looked for anywhere, and old servers do not know the version.
      const found = page.find(({ name, version }) => name === at.name && version === at.version);
      if (found !== undefined) return filesOf(found.id, doing);
    }
    if (list.status === 200) return { packageId: undefined, files: [], listed: true };
    return isClosed(list.status) ? UNLISTED : undefined;
  }

  async function filesOf(packageId: number, doing: string): Promise<Stock> {
    const files: PackageFileWire[] = [];
    const at = `${path}/packages/${packageId}/package_files`;
    const first = { doing, method: "GET", at, accept: [200, 401, 404] } as const;
    const list = { status: 0 };
    const pages = project.pages(first, (answer) => {
      list.status = answer.status;
      return answer.status === 200 ? api.decode(PackageFilesWire, answer) : [];
    });
    for await (const page of pages) files.push(...page);
    if (isClosed(list.status)) return { ...UNLISTED, packageId };
    return { packageId, files: files.sort((a, b) => a.id - b.id), listed: true };
  }

  /**
   * A job token that a route does not take counts for nothing there (lists of packages before 15.3, of their files
   * before 15.11): a private project answers as to strangers. 403 is a registry that is switched off.
   */
  function isClosed(status: number): boolean {
    return project.options.automatic && (status === 401 || status === 404);
  }

  function of(at: PackageVersion): Promise<Stock | undefined> {
    const found = known.get(keyOf(at)) ?? look(at);
    known.set(keyOf(at), found);
    return found;
  }

  return {
    of,
    add(at, file) {
      const before = of(at);
      known.set(
        keyOf(at),
        before.then((stock) => stock && { ...stock, files: [...stock.files, file] }),
      );
    },
    forget(at) {
      known.delete(keyOf(at));
    },
  };
}
