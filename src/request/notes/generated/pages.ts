import type { ForgeModule } from "../../../forges/forge";
import type { Pages } from ".";

/** Addresses of a repository's pages. One that is named by its number has none that could be told. */
export function pagesOf(at: {
  readonly module: Pick<ForgeModule, "pages">;
  readonly serverUrl: string;
  readonly repository: string;
}): Pages {
  const { module, serverUrl, repository } = at;
  const { commit, compare } = /^\d+$/.test(repository) ? {} : (module.pages ?? {});
  const page = (path: string | undefined, values: Readonly<Record<string, string>>): string | undefined =>
    path &&
    `${serverUrl}/${segments(repository)}${path.replace(/\{(\w+)\}/g, (_, name: string) => segments(values[name] ?? ""))}`;
  return {
    commit: (id) => page(commit, { id }),
    compare: (from, to) => page(compare, { from, to }),
  };
}

/** What an address takes for its own, and Markdown for the end of one, is encoded; slashes stay. */
function segments(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/[()'*!]/g, (one) => `%${one.charCodeAt(0).toString(16)}`))
    .join("/");
}
