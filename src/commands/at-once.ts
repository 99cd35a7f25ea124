import type { Asset } from "../model/release";
import type { Inputs } from "../request/inputs";

/** Bytes up to which a file is small: those are limited by answers, and large ones by the line. */
const SMALL = 1024 * 1024;

/** Transfers at a time. */
export function atOnce({ concurrency }: Pick<Inputs, "concurrency">, files: readonly Pick<Asset, "size">[]): number {
  if (concurrency !== "auto") return concurrency;
  return files.every(({ size = SMALL }) => size < SMALL) ? 12 : 4;
}
