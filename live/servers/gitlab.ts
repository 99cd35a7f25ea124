import type { Found, OpenServer } from "../server";
import { once, openApi, segment } from "./api";

interface Release {
  readonly tag_name: string;
  readonly name: string;
  readonly description: string | null;
  readonly assets: {
    readonly links: readonly { readonly name: string; readonly url: string }[];
  };
}

/** https://docs.gitlab.com/api/releases/ */
export const openGitLab: OpenServer = (place) => {
  const credentials = { "private-token": place.token };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "per_page", most: 100 } });
  const home = `/projects/${segment(place.repository)}`;
  const project = once(() => api.json<{ visibility: string; default_branch: string }>("GET", home));
  const found = (release: Release): Found => ({
    tag: release.tag_name,
    title: release.name,
    notes: release.description ?? "",
    draft: false,
    prerelease: false,
    // The name as stored; the link's own name is what people read.
    files: release.assets.links.map(({ url }) => ({
      name: decodeURIComponent(url.slice(url.lastIndexOf("/") + 1)),
      url,
    })),
    raw: release,
    remove: () => api.json("DELETE", `${home}/releases/${segment(release.tag_name)}`),
  });
  return {
    software: async () => `GitLab ${(await api.json<{ version: string }>("GET", "/version")).version}`,
    titles: true,
    async head() {
      const branch = (await project()).default_branch;
      return (await api.json<{ commit: { id: string } }>("GET", `${home}/repository/branches/${segment(branch)}`))
        .commit.id;
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { id: string } }>(`${home}/repository/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.id]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/repository/tags`, { tag_name: name, ref: commit }),
    removeTag: (name) => api.json("DELETE", `${home}/repository/tags/${segment(name)}`),
    releases: async () => (await api.all<Release>(`${home}/releases`)).map(found),
    async sweep(leftover) {
      const packages = await api.all<{ id: number; name: string }>(
        `${home}/packages?package_name=${segment(leftover)}`,
      );
      for (const { id, name } of packages) if (name === leftover) await api.json("DELETE", `${home}/packages/${id}`);
    },
    read: async (url) => api.read(url, (await project()).visibility === "public"),
  };
};
