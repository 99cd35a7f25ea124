import type { Api } from "../../http";
import type { OpenOptions } from "../forge";
import { refusal } from "./refusals";
import type { Places } from "./wire";

/** What all parts of this forge share: a door to the project, and what was learned of it. */
export interface Project {
  readonly options: OpenOptions;
  readonly api: Api;
  /** `/projects/ID`: the number, or the whole path as one segment. */
  readonly path: string;
  readonly places: Places;
  /** Commits of the tags that `find` met; `undefined` for one that is not there. */
  readonly tags: Map<string, string | undefined>;
  /** Names of attachments that this run sent, and those that it sent more than once. */
  readonly sent: Set<string>;
  readonly resent: Set<string>;
  /** Names under which files of this run were sent, with the file's path. */
  readonly claimed: Map<string, string>;
  /** Whether the server has dropped letters that are no plain ones. */
  readonly plainOnly: { seen: boolean };
}

const NUMBER = /^\d+$/;

export function openProject(options: OpenOptions): Project {
  const { apiUrl, serverUrl, repository, repositoryId, token, log } = options;
  const path = `/projects/${repositoryId ?? encodeURIComponent(repository)}`;
  const api = options.http.open({ base: apiUrl, credentials: { "private-token": token }, headers: {}, refusal });
  const numbered = NUMBER.test(repository);
  log.info(
    numbered
      ? "the API tells no web pages, and repository is a number: url is the release's address in the API"
      : "the API tells no web pages: url is the usual form of a release's page",
  );
  return {
    options,
    api,
    path,
    places: {
      page: (tag) =>
        numbered
          ? `${apiUrl}${releasePath({ path }, tag)}`
          : `${serverUrl}/${repository.split("/").map(encodeURIComponent).join("/")}/-/releases/${encodeURIComponent(tag)}`,
      download: (tag, name) => `${apiUrl}${attachmentPath({ path }, tag, name)}`,
    },
    tags: new Map(),
    sent: new Set(),
    resent: new Set(),
    claimed: new Map(),
    plainOnly: { seen: false },
  };
}

type At = Pick<Project, "path">;

/** A tag is one segment, its slashes included. */
export function releasePath({ path }: At, tag: string): string {
  return `${path}/releases/${encodeURIComponent(tag)}`;
}

export function attachmentPath(at: At, tag: string, name: string): string {
  return `${releasePath(at, tag)}/attachments/${encodeURIComponent(name)}`;
}
