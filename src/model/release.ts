/** A release as the forge shows it, in our words. */
export interface Release {
  /** The forge's own id: a number where it counts, else text (the tag where a forge has no ids). */
  readonly id: number | string;
  readonly tag: string;
  /** Title; empty when the forge has none stored. */
  readonly title: string;
  /** Notes as stored, hidden markers included. */
  readonly notes: string;
  readonly draft: boolean;
  /** When it was made, in UTC as ISO 8601 has it, where the forge says: on some the date of its commit. */
  readonly createdAt?: string | undefined;
  /** When it was published, where the forge says. */
  readonly publishedAt?: string | undefined;
  /** Account that made it, where the forge says. */
  readonly author?: string | undefined;
  readonly prerelease: boolean;
  /** Published for good: its files can no longer be changed. */
  readonly immutable: boolean;
  /** It is marked as the latest one; `undefined` where the answer does not say. */
  readonly latest?: boolean | undefined;
  /** What an absent tag would be created from, where the forge says. */
  readonly target?: string | undefined;
  /** Page for people. */
  readonly webUrl: string;
  /** Titles of its milestones, where the forge has some. */
  readonly milestones: readonly string[];
  /** Its own date, in milliseconds since the epoch, where it has one that can be set. */
  readonly releasedAt?: number | undefined;
  /** Page of the linked discussion. */
  readonly discussionUrl?: string | undefined;
  /** Where uploads go, as the forge gave it, where uploads have an address of their own. */
  readonly uploadUrl?: string | undefined;
  /** The assets that came along with the answer; not always all of them. */
  readonly assets: readonly Asset[];
}

/** A file on a release. */
export interface Asset {
  readonly id: number | string;
  /** Name as stored, which is not always the name that was sent. */
  readonly name: string;
  readonly label?: string | undefined;
  /** Bytes, where the forge says. */
  readonly size?: number | undefined;
  /** False for what a failed upload left behind. */
  readonly complete: boolean;
  /** sha256 in lower-case hex, where the forge gives one. */
  readonly sha256?: string | undefined;
  readonly contentType?: string | undefined;
  readonly downloadUrl: string;
  /** It is a link to a file that the forge does not hold. */
  readonly elsewhere?: boolean;
  /** Where the bytes lie, when `downloadUrl` only leads there. */
  readonly storedAt?: string | undefined;
  /** Kind of link, where the forge has kinds. */
  readonly linkType?: string | undefined;
  /** When it was uploaded, in milliseconds since the epoch, where the forge says. */
  readonly uploadedAt?: number | undefined;
}

/** Whether two looks at an asset have shown the same content, as far as both tell: new content in its place is none. */
export function sameContent(a: Asset, b: Asset): boolean {
  const told = (["size", "sha256", "uploadedAt"] as const).every(
    (member) => a[member] === undefined || b[member] === undefined || a[member] === b[member],
  );
  return told && a.id === b.id && a.name === b.name && a.storedAt === b.storedAt;
}

/** What tells the content of an asset from others that have had its place. */
export function contentKey({ id, name, size, uploadedAt, storedAt }: Asset): string {
  return JSON.stringify([id, name, size, uploadedAt, storedAt]);
}

/** Kinds of links to files that people may give: those of GitLab. */
const LINK_TYPES = ["other", "runbook", "image", "package"] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** Whether a word is one of the kinds. */
export function isLinkType(word: string): word is LinkType {
  return LINK_TYPES.some((type) => type === word);
}

/** A link to a file that lies elsewhere. */
export interface Link {
  readonly name: string;
  readonly url: string;
  /** Kind, where one was given. */
  readonly type?: LinkType | undefined;
}

/** How a publishing request moves the "latest" mark; `undefined` leaves that to the forge. */
export type LatestMark = "true" | "false" | "legacy" | undefined;

/** Everything a release says, for creating it or for publishing a draft. */
export interface ReleaseFields {
  readonly tag: string;
  /** Commit or branch an absent tag is created from; `undefined` when the tag is there. */
  readonly target: string | undefined;
  readonly title: string;
  readonly notes: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly latest: LatestMark;
  /** GitHub.com discussion category. */
  readonly discussionCategory: string | undefined;
  /** Titles of milestones; `undefined` when none were asked for. */
  readonly milestones: readonly string[] | undefined;
  /** Message of an annotated tag that is made with the release. */
  readonly tagMessage: string | undefined;
  /** Labels of the release; `undefined` when none were asked for. */
  readonly labels?: readonly string[] | undefined;
  /** Its date, in milliseconds since the epoch; `undefined` leaves that to the forge. */
  readonly releasedAt?: number | undefined;
}

/** What is changed on a release that is there; absent members are left as they are. */
export type ReleaseChange = Partial<ReleaseFields>;

/** From where to where generated notes go. */
export interface NotesRange {
  readonly tag: string;
  /** Commit or branch, for a tag that does not exist yet. */
  readonly target: string | undefined;
  readonly previousTag: string | undefined;
  /** File in the repository that says how they are written, where one was named. */
  readonly config: string | undefined;
}
