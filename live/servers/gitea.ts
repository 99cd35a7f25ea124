import type { Found, OpenServer } from "../server";
import { once, openApi, segment, segments } from "./api";

interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly assets: readonly { readonly name: string; readonly browser_download_url: string }[];
}

/** https://docs.gitea.com/api: Gitea and Forgejo. */
export const openGitea: OpenServer = (place) => {
  const credentials = { authorization: `token ${place.token}` };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "limit", most: 50 } });
  const home = `/repos/${segments(place.repository)}`;
  const repo = once(() => api.json<{ private: boolean; default_branch: string }>("GET", home));
  const found = (release: Release): Found => ({
    tag: release.tag_name,
    title: release.name,
    notes: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    files: release.assets.map(({ name, browser_download_url: url }) => ({ name, url })),
    raw: release,
    remove: () => api.json("DELETE", `${home}/releases/${release.id}`),
  });
  return {
    async software() {
      const { version } = await api.json<{ version: string }>("GET", "/version");
      return version.includes("gitea") ? `Forgejo ${version}` : `Gitea ${version}`;
    },
    titles: true,
    async head() {
      const branch = (await repo()).default_branch;
      return (await api.json<{ commit: { id: string } }>("GET", `${home}/branches/${segment(branch)}`)).commit.id;
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { sha: string } }>(`${home}/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.sha]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/tags`, { tag_name: name, target: commit }),
    removeTag: (name) => api.json("DELETE", `${home}/tags/${segment(name)}`),
    releases: async () => (await api.all<Release>(`${home}/releases`)).map(found),
    latest: async () => (await api.maybe<Release>(`${home}/releases/latest`))?.tag_name,
    read: async (url) => api.read(url, !(await repo()).private),
  };
};
