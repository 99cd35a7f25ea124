import type { Place } from "../server";

/** How a forge lists: the name of the page size, and the most that it gives. */
export interface Paging {
  readonly size: string;
  readonly most: number;
}

/** Plain requests to one API. */
export interface Api {
  /** @throws where the answer is no success, with what the server said */
  json<T>(method: string, path: string, body?: object): Promise<T>;
  /** The same; `undefined` for 404. */
  maybe<T>(path: string): Promise<T | undefined>;
  /** All elements of a list: pages are asked for until one is empty or brings nothing new. */
  all<T>(path: string): Promise<readonly T[]>;
  read(url: string, asStranger: boolean): Promise<Uint8Array>;
}

interface Opening {
  readonly place: Place;
  /** Below which paths begin. */
  readonly root: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Media type of the answers; default: JSON. */
  readonly accept?: string;
  readonly paging: Paging;
}

/** How often a request waits for a limit to pass. */
const PATIENCE = 5;
/** Longest list that is read, in pages. */
const MOST_PAGES = 1000;

export function openApi({ place, root, credentials, accept = "application/json", paging }: Opening): Api {
  const origins = new Set([new URL(root).origin, new URL(place.serverUrl).origin]);
  const ask = async (method: string, path: string, body?: object, again = PATIENCE): Promise<Response> => {
    const headers = {
      accept,
      "user-agent": "forge-release-live",
      ...credentials,
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const sent = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${root}${path}`, { ...sent, signal: AbortSignal.timeout(60_000) });
    if (answer.status === 429 && again > 0) {
      await place.sleep((Number(answer.headers.get("retry-after")) || 60) * 1000);
      return ask(method, path, body, again - 1);
    }
    if (answer.ok || (method === "GET" && answer.status === 404)) return answer;
    const said = (await answer.text()).slice(0, 300).replaceAll(place.token, "***");
    throw new Error(`${method} ${root}${path} answered ${answer.status}: ${said}`);
  };
  const decode = async <T>(answer: Response): Promise<T> => {
    const text = await answer.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  const maybe = async <T>(path: string): Promise<T | undefined> => {
    const answer = await ask("GET", path);
    return answer.status === 404 ? undefined : decode<T>(answer);
  };
  return {
    maybe,
    async json<T>(method: string, path: string, body?: object): Promise<T> {
      const answer = await ask(method, path, body);
      if (answer.status === 404) throw new Error(`${method} ${root}${path} answered 404`);
      return decode<T>(answer);
    },
    async all<T>(path: string): Promise<readonly T[]> {
      const found: T[] = [];
      const mark = path.includes("?") ? "&" : "?";
      let last = "";
      for (let page = 1; page <= MOST_PAGES; page++) {
        const some = await maybe<T[]>(`${path}${mark}page=${page}&${paging.size}=${paging.most}`);
        const text = JSON.stringify(some ?? []);
        if (some === undefined || some.length === 0 || text === last) return found;
        found.push(...some);
        last = text;
      }
      throw new Error(`${root}${path} has more than ${MOST_PAGES} pages.`);
    },
    async read(url, asStranger) {
      const own = origins.has(new URL(url).origin) && !asStranger;
      const answer = await fetch(url, { headers: own ? credentials : {}, signal: AbortSignal.timeout(600_000) });
      if (!answer.ok) throw new Error(`GET ${url.replace(/\?.*/s, "")} answered ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

/** Whether a repository is public is asked once. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

export const segment = encodeURIComponent;
/** A path with its slashes. */
export const segments = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
