/** A file on disk that this run wants on the release. */
export interface LocalFile {
  /** Path as people write it: relative to the base folder when the file lies below it, else absolute. Always `/`. */
  readonly path: string;
  /** Absolute path, in the form of the running system. */
  readonly absolute: string;
  /** The name wanted on the release: the base name, or the right side of `path => name`. */
  readonly name: string;
  /** Display label from `path#label`; empty when none was given. */
  readonly label: string;
  /** Bytes, measured when the files were collected. */
  readonly size: number;
  /** Media type guessed from the name. */
  readonly contentType: string;
}
