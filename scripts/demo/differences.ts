import type { RecordedRequest } from "../../sandbox/kernel/exchange";
import type { SeenRelease } from "../../sandbox/kernel/state";
import type { Outputs, StoredAsset } from "./run-bundle";

/** A file of this folder, as it has to be on the forge. */
export interface Wanted {
  readonly size: number;
  readonly sha256: string;
}

const written = ({ name, size, sha256 }: Omit<StoredAsset, "status">): string => `${name} (${size} bytes, ${sha256})`;
const inOrder = (lines: readonly string[]): string => [...lines].sort().join("\n");

/** What the forge holds other than it should, and what the program said of it other than it is; nothing when all is well. */
export function differences(
  forge: { readonly releases: readonly SeenRelease[]; readonly violations: readonly string[] },
  at: { readonly tag: string; readonly wanted: readonly Wanted[]; readonly outputs: Outputs },
): readonly string[] {
  const [release, ...more] = forge.releases;
  const found: string[] = [...forge.violations];
  if (release === undefined) return [...found, "there is no release"];
  if (more.length > 0) found.push(`there are ${more.length + 1} releases`);
  if (release.tag !== at.tag) found.push(`the release is of the tag ${release.tag}, not ${at.tag}`);
  if (release.draft) found.push("the release is a draft");
  const contents = release.assets.map(({ size, sha256 }) => `${size} ${sha256}`);
  if (inOrder(contents) !== inOrder(at.wanted.map(({ size, sha256 }) => `${size} ${sha256}`)))
    found.push("the files are not those of this folder");
  if (inOrder(release.assets.map(written)) !== inOrder(at.outputs.assets.map(written)))
    found.push("the outputs tell of other files");
  return found;
}

/** What a second run did though there was nothing to do. */
export function repetitions(requests: readonly RecordedRequest[], { assets }: Outputs): readonly string[] {
  const writes = requests.filter(({ method, onlyReads }) => !["GET", "HEAD"].includes(method) && onlyReads !== true);
  return [
    ...writes.map(({ method, path }) => `the second run sent ${method} ${path}`),
    ...assets.filter(({ status }) => status !== "unchanged").map(({ name, status }) => `${name} was ${status} again`),
  ];
}
