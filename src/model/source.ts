/**
 * Bytes that can be uploaded: a file on disk, a list of checksums, an asset of another forge. A function opens the
 * stream, so that another try starts again.
 */
export interface Source {
  /** As messages call it: for a file its path as its user wrote it. */
  readonly path: string;
  /** File name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Content type. */
  readonly type: string;
  open(): AsyncIterable<Uint8Array>;
  /** sha256 of the content, lower-case hex: read for it unless it is known, as it is once every byte was sent. */
  sha256(): Promise<string>;
}
