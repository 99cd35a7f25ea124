import type { Found, OpenServer } from "../server";
import { once, openApi, segments } from "./api";

interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly assets: readonly { readonly name: string; readonly browser_download_url: string }[];
}

/** https://docs.github.com/en/rest: GitHub and its Enterprise Server. */
export const openGitHub: OpenServer = (place) => {
  const credentials = { authorization: `token ${place.token}`, "x-github-api-version": "2022-11-28" };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "per_page", most: 100 } });
  const home = `/repos/${segments(place.repository)}`;
  const repo = once(() => api.json<{ private: boolean; default_branch: string }>("GET", home));
  const commitOf = async (object: { sha: string; type: string }): Promise<string> =>
    object.type === "tag"
      ? commitOf(
          (await api.json<{ object: { sha: string; type: string } }>("GET", `${home}/git/tags/${object.sha}`)).object,
        )
      : object.sha;
  const found = (release: Release): Found => ({
    tag: release.tag_name,
    title: release.name ?? "",
    notes: release.body ?? "",
    draft: release.draft,
    prerelease: release.prerelease,
    files: release.assets.map(({ name, browser_download_url: url }) => ({ name, url })),
    raw: release,
    remove: () => api.json("DELETE", `${home}/releases/${release.id}`),
  });
  return {
    async software() {
      const meta = await api.maybe<{ installed_version?: string }>("/meta");
      return meta?.installed_version === undefined
        ? new URL(place.serverUrl).host
        : `GitHub Enterprise Server ${meta.installed_version}`;
    },
    titles: true,
    async head() {
      const branch = (await repo()).default_branch;
      const { object } = await api.json<{ object: { sha: string; type: string } }>(
        "GET",
        `${home}/git/ref/heads/${segments(branch)}`,
      );
      return commitOf(object);
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { sha: string } }>(`${home}/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.sha]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/git/refs`, { ref: `refs/tags/${name}`, sha: commit }),
    removeTag: (name) => api.json("DELETE", `${home}/git/refs/tags/${segments(name)}`),
    releases: async () => (await api.all<Release>(`${home}/releases`)).map(found),
    latest: async () => (await api.maybe<Release>(`${home}/releases/latest`))?.tag_name,
    read: async (url) => api.read(url, !(await repo()).private),
  };
};
