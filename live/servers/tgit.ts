import type { Found, OpenServer } from "../server";
import { once, openApi, segment } from "./api";

interface Release {
  readonly tag: string;
  readonly title: string;
  readonly description: string | null;
  readonly attachments: readonly { readonly name: string }[];
}

/** https://code.tencent.com/help/api/release */
export const openTGit: OpenServer = (place) => {
  const credentials = { "private-token": place.token };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "per_page", most: 100 } });
  const home = `/projects/${segment(place.repository)}`;
  const project = once(() => api.json<{ default_branch: string }>("GET", home));
  const found = (release: Release): Found => {
    const own = `${home}/releases/${segment(release.tag)}`;
    return {
      tag: release.tag,
      title: release.title,
      notes: release.description ?? "",
      draft: false,
      prerelease: false,
      files: release.attachments.map(({ name }) => ({
        name,
        url: `${place.apiUrl}${own}/attachments/${segment(name)}`,
      })),
      raw: release,
      remove: () => api.json("DELETE", `${own}?delete_tag=false`),
    };
  };
  return {
    software: () => Promise.resolve(new URL(place.serverUrl).host),
    titles: false,
    async head() {
      const branch = (await project()).default_branch;
      const at = `${home}/repository/branches/${segment(branch)}`;
      return (await api.json<{ commit: { id: string } }>("GET", at)).commit.id;
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { id: string } }>(`${home}/repository/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.id]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/repository/tags`, { tag_name: name, ref: commit }),
    removeTag: (name) => api.json("DELETE", `${home}/repository/tags/${segment(name)}`),
    releases: async () => (await api.all<Release>(`${home}/releases`)).map(found),
    read: (url) => api.read(url, false),
  };
};
