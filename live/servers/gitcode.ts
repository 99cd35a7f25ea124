import type { Found, OpenServer } from "../server";
import { once, openApi, segment, segments } from "./api";

interface Release {
  readonly tag_name: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly release_status?: string;
  readonly assets: readonly { readonly name: string; readonly type: string }[];
}

/** https://docs.gitcode.com/docs/repos/release: a release cannot be removed there. */
export const openGitCode: OpenServer = (place) => {
  const credentials = { authorization: `Bearer ${place.token}` };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "per_page", most: 100 } });
  const home = `/repos/${segments(place.repository)}`;
  const repo = once(() => api.json<{ default_branch: string }>("GET", home));
  const found = (release: Release): Found => ({
    tag: release.tag_name,
    title: release.name,
    notes: release.body,
    draft: false,
    prerelease: release.prerelease || release.release_status === "pre",
    files: release.assets
      .filter(({ type }) => type === "attach")
      .map(({ name }) => ({
        name,
        url: `${place.apiUrl}${home}/releases/${segment(release.tag_name)}/attach_files/${segment(name)}/download`,
      })),
    raw: release,
    remove: undefined,
  });
  return {
    software: () => Promise.resolve(new URL(place.serverUrl).host),
    stays: "a release",
    titles: true,
    async head() {
      const branch = (await repo()).default_branch;
      return (await api.json<{ commit: { id: string } }>("GET", `${home}/branches/${segment(branch)}`)).commit.id;
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { sha: string } }>(`${home}/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.sha]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/tags`, { tag_name: name, refs: commit }),
    removeTag: (name) => api.json("DELETE", `${home}/tags/${segment(name)}`),
    releases: async () => (await api.all<Release>(`${home}/releases`)).map(found),
    read: (url) => api.read(url, false),
  };
};
