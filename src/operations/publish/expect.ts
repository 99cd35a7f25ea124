import { TEMPORARY } from "../../model/names";
import { type Asset, sameContent } from "../../model/release";
import type { ExpectedFiles } from "../../model/request";
import { words } from "../../model/words";

/** What a file is called: its name, and its label where it has one. */
export type Called = Pick<Asset, "name" | "label">;

/**
 * What a release lacks of what is expected, each as people would say it. A pattern is there when a name or a label fits;
 * a number counts files, the list of checksums not among them.
 *
 * @param listName stored name of the list of checksums
 */
export function lackingFiles(
  expected: ExpectedFiles,
  files: readonly Called[],
  listName: string | undefined,
): string[] {
  if ("count" in expected) {
    const there = files.filter(({ name }) => name !== listName).length;
    return there >= expected.count ? [] : [`${words.count(expected.count, "file")}: it has ${there}`];
  }
  return expected.patterns
    .filter(({ fits }) => !files.some(({ name, label }) => fits(name) || (label !== undefined && fits(label))))
    .map(({ text }) => text);
}

/** Files that people can download, and still can when the run has ended: whole, under a name of their own, none that goes. */
export function finished(assets: readonly Asset[], leaving: readonly Asset[]): readonly Asset[] {
  return assets.filter(
    (asset) => asset.complete && !asset.name.startsWith(TEMPORARY) && !leaving.some((one) => sameContent(one, asset)),
  );
}
