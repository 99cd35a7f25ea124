/** Kinds of links to files that people may give: those of GitLab. */
export const LINK_TYPES = ["other", "runbook", "image", "package"] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** Whether a word is one of the kinds. */
export function isLinkType(word: string): word is LinkType {
  return LINK_TYPES.some((type) => type === word);
}

/** A file on disk that this run wants on the release. */
export interface LocalFile {
  /** Path as people write it: relative to the base folder when the file lies below it, else absolute. Always `/`. */
  readonly path: string;
  /** Absolute path, in the form of the running system. */
  readonly absolute: string;
  /** Absolute path with every link followed: what is opened. */
  readonly real: string;
  /** Which file was found there, whatever becomes of its name: device and number. */
  readonly identity: string;
  /** The name wanted on the release: the base name, or the right side of `path => name`. */
  readonly name: string;
  /** Display label from `path#label`; empty when none was given. */
  readonly label: string;
  /** Kind of link from `path#label#type`; empty when none was given. */
  readonly linkType: LinkType | "";
  /** Bytes, measured when the files were collected. */
  readonly size: number;
  /** Media type guessed from the name. */
  readonly contentType: string;
}
