import { serverIsAtLeast } from "../../model/version";

/** What runs on a server, by the version that it tells. */
export interface Server {
  readonly software: "gitea" | "forgejo";
  readonly version: string;
}

/** Gitea says `1.25.4`; Forgejo names the Gitea whose API it keeps: `11.0.1+gitea-1.22.0`. */
export function readServer(version: string): Server {
  return { software: version.includes("+gitea-") ? "forgejo" : "gitea", version };
}

/** First versions with an ability. https://codeberg.org/forgejo/forgejo, https://github.com/go-gitea/gitea: swagger */
const SINCE = {
  /** A file as the whole body of an upload; a form everywhere else. */
  rawUploads: { gitea: "1.22", forgejo: "7" },
  /** Assets that are links to files elsewhere. */
  links: { gitea: undefined, forgejo: "9" },
} as const;

/**
 * Whether `GET /settings/attachment` tells what a release may hold. Gitea asks for that limit since 1.25, and from 1.26
 * on for one of its own for releases ([repository.release] FILE_MAX_SIZE), which is told nowhere; Forgejo for none.
 */
export function tellsLargestFile(server: Server | undefined): boolean {
  return server?.software === "gitea" && server.version.startsWith("1.25.");
}

/** Whether a server is known to have an ability; one that does not tell its version is not. */
export function knowsHow(server: Server | undefined, ability: keyof typeof SINCE): boolean {
  const first = server === undefined ? undefined : SINCE[ability][server.software];
  return server !== undefined && first !== undefined && serverIsAtLeast(server.version, first);
}
