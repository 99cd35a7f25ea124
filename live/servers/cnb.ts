import type { Found, OpenServer } from "../server";
import { once, openApi, segments } from "./api";
import { tagsByGit } from "./by-git";

interface Release {
  readonly id: string | number;
  readonly tag_name: string;
  readonly name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly is_latest: boolean;
  readonly assets: readonly { readonly name: string }[];
}

/** https://docs.cnb.cool/zh/openapi: no route makes a tag. */
export const openCnb: OpenServer = (place) => {
  const credentials = { authorization: `Bearer ${place.token}` };
  const api = openApi({
    place,
    root: place.apiUrl,
    credentials,
    accept: "application/vnd.cnb.api+json",
    paging: { size: "page_size", most: 100 },
  });
  const home = `/${segments(place.repository)}`;
  const repo = once(() => api.json<{ visibility_level: string }>("GET", home));
  const found = (release: Release): Found => ({
    tag: release.tag_name,
    title: release.name,
    notes: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    files: release.assets.map(({ name }) => ({
      name,
      url: `${place.serverUrl}${home}/-/releases/download/${encodeURIComponent(release.tag_name)}/${encodeURIComponent(name)}`,
    })),
    raw: release,
    remove: () => api.json("DELETE", `${home}/-/releases/${release.id}`),
  });
  const all = (): Promise<readonly Release[]> => api.all<Release>(`${home}/-/releases`);
  return {
    ...tagsByGit(place, "cnb"),
    titles: true,
    software: () => Promise.resolve(new URL(place.serverUrl).host),
    async tags() {
      const tags = await api.all<{ name: string; commit: { sha: string } }>(`${home}/-/git/tags`);
      return new Map(tags.map(({ name, commit }) => [name, commit.sha]));
    },
    releases: async () => (await all()).map(found),
    latest: async () => (await all()).find((release) => release.is_latest)?.tag_name,
    read: async (url) => api.read(url, (await repo()).visibility_level === "Public"),
  };
};
