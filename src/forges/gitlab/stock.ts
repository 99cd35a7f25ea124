import type { Project } from "./project";
import { type PackageFileWire, PackageFilesWire, PackagesWire } from "./wire";

/** A version of a generic package. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** What a package holds. */
export interface Stock {
  /** `undefined`: there is no such package yet. */
  readonly packageId: number | undefined;
  /** The newest last: that one is what a download gives. */
  readonly files: readonly PackageFileWire[];
}

/** What the packages of a project hold, each asked for once. */
export interface Stocks {
  /** `undefined` where there is no registry, or none that this token may look into. */
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
    const registry = { refused: false };
    const pages = project.pages(first, (answer) => {
      registry.refused = answer.status !== 200;
      return answer.status === 200 ? api.decode(PackagesWire, answer) : [];
    });
    for await (const page of pages) {
      // The name is looked for anywhere, and old servers do not know the version.
      const found = page.find(({ name, version }) => name === at.name && version === at.version);
      if (found !== undefined) return { packageId: found.id, files: await list(found.id, doing) };
    }
    return registry.refused ? undefined : { packageId: undefined, files: [] };
  }

  async function list(packageId: number, doing: string): Promise<PackageFileWire[]> {
    const files: PackageFileWire[] = [];
    const at = `${path}/packages/${packageId}/package_files`;
    const first = { doing, method: "GET", at, accept: [200, 404] } as const;
    const pages = project.pages(first, (answer) => (answer.status === 404 ? [] : api.decode(PackageFilesWire, answer)));
    for await (const page of pages) files.push(...page);
    return files.sort((a, b) => a.id - b.id);
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
