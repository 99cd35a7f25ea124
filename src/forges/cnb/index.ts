import { withoutSlash } from "../../model/address";
import { IMPOSSIBLE, readableName } from "../../model/names";
import type { Forge, ForgeModule, OpenOptions } from "../forge";
import { abilities } from "../kit/shapes";
import { strangers } from "../kit/strangers";
import { assetVerbs } from "./assets";
import { PERMISSION } from "./refusals";
import { releaseVerbs } from "./releases";
import { openRepository, readVisibility } from "./repository";
import { createTags } from "./tags";

/** CNB (cnb.cool), Tencent's cloud native build, and self-hosted ones with `api_url`. */
export const cnb: ForgeModule = {
  id: "cnb",
  title: "CNB",
  hosts: ["cnb.cool", "api.cnb.cool"],
  publicServer: "https://cnb.cool",
  // CNB_TOKEN is the automatic token of its pipelines, and for the server that runs them only.
  tokenVariables: () => [],
  permission: () => PERMISSION,
  gitUser: () => "cnb",
  apiUrl: apiUrlOf,
  pages: { commit: "/-/commit/{id}", compare: "/-/compare/{from}...{to}" },
  repository: { form: /^[^/\s]+(\/[^/\s]+)+$/, words: "group/repo, with all groups" },
  releaseId: /^\w+$/,
  // As it is, spaces and every script included.
  storedName: (name) => (IMPOSSIBLE.test(name) ? readableName(name, IMPOSSIBLE) : name),
  open,
};

/** `https://cnb.cool` → `https://api.cnb.cool`; where a host has no such sibling, `api_url` says where it is. */
function apiUrlOf(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl);
  const sibling = `${protocol}//api.${host}`;
  return URL.canParse(sibling) ? sibling : withoutSlash(serverUrl);
}

function open(options: OpenOptions): Forge {
  const repository = openRepository(options);
  const { rest, path, readRelease } = repository;
  const { remove, ...releases } = releaseVerbs(repository);
  const tags = createTags(repository);

  async function latestTag(): Promise<string | undefined> {
    const doing = "looking for the latest release";
    return (await rest.find(readRelease, { doing, at: `${path}/releases/latest` }))?.tag;
  }

  return {
    can: () =>
      abilities({
        order: { first: "draft", unique: true, push: undefined },
        // One page of the list shows drafts, which the look-up by tag may not, and the latest release with them.
        lookup: { shows: "published", listFirst: true, slashes: true },
        remove,
        // The old file stays until the upload of the new one is confirmed.
        replace: { by: "swap" },
        prereleases: true,
        latest: { legacy: true, tag: latestTag },
        ages: true,
        downloads: { open: strangers(options), visibility: () => readVisibility(repository) },
        tags: tags.areKnown(),
        tagText: tags.text,
        // No limit is documented, so the server decides. https://api.cnb.cool
        limits: { file: { least: 0, most: Infinity, sure: false } },
      }),
    attempt: rest.attempt,
    ...releases,
    ...assetVerbs(repository),
    tagCommit: tags.commit,
  };
}
