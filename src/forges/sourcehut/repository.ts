import { PublishError } from "../../errors";
import { type Api, attemptDecode, pagesOf } from "../../http";
import type { OpenOptions } from "../forge";
import { createRefusals } from "../kit/refusals";
import { segments } from "../kit/rest";
import { FoundWire, REFERENCES, RESOLVE, type ReferenceWire, type RepositoryWire, ResolvedWire } from "./queries";
import { RULES, statusOf, wordsOf } from "./refusals";

/** What all requests share. */
export interface Repository extends Pick<Api, "attempt" | "stream" | "once" | "decode"> {
  /** Number of the repository, as the last look at it told it. */
  number(doing: string): Promise<number | string>;
  /** Who may see it. */
  visibility(): Promise<"public" | "private" | undefined>;
  /** Pages of references, each with its first page of artifacts. */
  references(doing: string): AsyncGenerator<readonly ReferenceWire[]>;
  /**
   * A reference with all of its artifacts; `undefined` when it is not there.
   *
   * @throws PublishError for one that is there and that the server's list leaves out
   */
  reference(name: string, doing: string): Promise<ReferenceWire | undefined>;
  /** Page of a tag. */
  page(tag: string): string;
}

/** Where a page of references begins, and where a page of each one's artifacts. */
interface Cursors {
  readonly cursor?: string | undefined;
  readonly more?: string | undefined;
}

/** Every request goes to one address, and is told apart by its body. */
export const QUERY = "/query";

export function openRepository({ http, serverUrl, apiUrl, repository, token }: OpenOptions): Repository {
  const [user = "", name = ""] = repository.replace(/^~/, "").split("/");
  const credentials = { authorization: `Bearer ${token}` };
  const refusal = createRefusals(RULES, { words: wordsOf });
  const api = http.open({ base: apiUrl, credentials, headers: {}, refusal, statusOf });
  let known: Pick<RepositoryWire, "id" | "visibility"> | undefined;

  /** A query changes nothing: it is tried again as a GET is. */
  async function read(doing: string, cursors: Cursors) {
    const json = {
      query: REFERENCES,
      variables: { user, name, cursor: cursors.cursor ?? null, more: cursors.more ?? null },
    };
    const found = await api.attempt(
      async () => api.decode(FoundWire, await api.once({ doing, method: "POST", at: QUERY, json, accept: [200] })),
      { doing },
    );
    known = found.data.user.repository;
    return found.data.user.repository;
  }

  async function* pages(doing: string): AsyncGenerator<{ at: string | undefined; page: RepositoryWire["references"] }> {
    const list = pagesOf(doing);
    let at: string | undefined;
    for (const number of list.numbers()) {
      if (number > 1 && at === undefined) return;
      const page = (await read(doing, { cursor: at })).references;
      list.took(page.results);
      yield { at, page };
      at = page.cursor;
    }
  }

  /** The other pages of its artifacts are asked for at the same place of the list. */
  async function allArtifacts({ name: wanted, artifacts }: ReferenceWire, cursor: string | undefined, doing: string) {
    const list = pagesOf(doing);
    const results = [...list.took(artifacts.results)];
    let more = artifacts.cursor;
    for (const number of list.numbers()) {
      if (more === undefined) break;
      const page = (await read(`${doing}, page ${number + 1}`, { cursor, more })).references.results;
      const same = page.find((one) => one.name === wanted)?.artifacts;
      results.push(...list.took(same?.results ?? []));
      more = same?.cursor;
    }
    return results;
  }

  /** Where one page ends and the next begins the list of git.sr.ht lacks two references (api/graph/schema.resolvers.go). */
  async function refuseLost(reference: string, doing: string): Promise<void> {
    const json = { query: RESOLVE, variables: { user, name, revspec: reference } };
    const accept = [200, 404, 422];
    const answer = await api.attempt(() => api.once({ doing, method: "POST", at: QUERY, json, accept }), { doing });
    if (attemptDecode(ResolvedWire, answer.body()) === undefined) return;
    throw new PublishError({
      what: `The server knows ${reference}, but its list of references leaves it out, and its files with it.`,
      hint: "This happens where one page of the list ends and the next one begins. Delete a branch or a tag that nobody needs, which moves the pages, or give this tag another name.",
    });
  }

  return {
    ...api,
    page: (tag) => `${serverUrl}/${segments(repository)}/refs/${segments(tag)}`,
    async number(doing) {
      known ??= await read(doing, {});
      return known.id;
    },
    // What is not listed can still be seen by whoever knows its name.
    async visibility() {
      known ??= await read("looking whether the repository is public", {});
      const told = known.visibility.toUpperCase();
      if (told === "PRIVATE") return "private";
      return told === "PUBLIC" || told === "UNLISTED" ? "public" : undefined;
    },
    async *references(doing) {
      for await (const { page } of pages(doing)) yield page.results;
    },
    async reference(wanted, doing) {
      let isLong = false;
      for await (const { at, page } of pages(doing)) {
        const found = page.results.find((one) => one.name === wanted);
        isLong ||= page.cursor !== undefined;
        if (found === undefined) continue;
        return { ...found, artifacts: { cursor: undefined, results: await allArtifacts(found, at, doing) } };
      }
      if (isLong) await refuseLost(wanted, doing);
      return undefined;
    },
  };
}
