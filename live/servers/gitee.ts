import type { Found, OpenServer } from "../server";
import { once, openApi, segment, segments } from "./api";
import { tagsByGit } from "./by-git";

interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
}

interface Attachment {
  readonly name: string;
  readonly browser_download_url: string;
}

/** https://gitee.com/api/v5/swagger: tags can be made there, and are removed by a push. */
export const openGitee: OpenServer = (place) => {
  const credentials = { authorization: `Bearer ${place.token}` };
  const api = openApi({ place, root: place.apiUrl, credentials, paging: { size: "per_page", most: 100 } });
  const home = `/repos/${segments(place.repository)}`;
  const repo = once(() => api.json<{ private: boolean; default_branch: string }>("GET", home));
  const found = async (release: Release): Promise<Found> => {
    const attached = await api.all<Attachment>(`${home}/releases/${release.id}/attach_files`);
    return {
      tag: release.tag_name,
      title: release.name,
      notes: release.body,
      draft: false,
      prerelease: release.prerelease,
      files: attached.map(({ name, browser_download_url: url }) => ({ name, url })),
      raw: [release, attached],
      remove: () => api.json("DELETE", `${home}/releases/${release.id}`),
    };
  };
  return {
    software: () => Promise.resolve(new URL(place.serverUrl).host),
    titles: true,
    async head() {
      const branch = (await repo()).default_branch;
      return (await api.json<{ commit: { sha: string } }>("GET", `${home}/branches/${segment(branch)}`)).commit.sha;
    },
    async tags() {
      const tags = await api.all<{ name: string; commit: { sha: string } }>(`${home}/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.sha]));
    },
    makeTag: (name, commit) => api.json("POST", `${home}/tags`, { tag_name: name, refs: commit }),
    removeTag: tagsByGit(place, "oauth2").removeTag,
    releases: async () => Promise.all((await api.all<Release>(`${home}/releases`)).map(found)),
    read: async (url) => api.read(url, !(await repo()).private),
  };
};
