import type { PackageVersion, Stocks } from "./stock";

/** Uploads a file of a package: alone while the package is not there yet, else at once. */
export type UploadInTurn = <T>(at: PackageVersion, upload: () => Promise<T>) => Promise<T>;

/**
 * Of several first files that come at once each makes the package, and all but one are refused after their last byte.
 * So the first goes alone; when it fails, the next one is the first.
 */
export function createFirstFiles(stocks: Stocks): UploadInTurn {
  const first = new Map<string, Promise<void>>();

  return async function inTurn(at, upload) {
    const key = JSON.stringify([at.name, at.version]);
    for (let before = first.get(key); before !== undefined; before = first.get(key)) await before;
    const stock = await stocks.of(at);
    if (stock?.packageId !== undefined || (stock?.files ?? []).length > 0) return upload();
    // Another file may have become the first one while the package was looked at.
    if (first.has(key)) return inTurn(at, upload);
    const sent = upload();
    first.set(key, sent.then(ignore, ignore));
    try {
      return await sent;
    } finally {
      first.delete(key);
    }
  };
}

function ignore(): void {
  // Whoever sends the file hears how it ended.
}
