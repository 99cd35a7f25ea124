import { number, optional, record, text } from "../../http";
import { serverIsAtLeast } from "../../model/version";
import { CLOSED, type Rest } from "../kit/rest";

/** What runs on a server, by the version that it tells. */
export interface Server {
  readonly software: "gitea" | "forgejo";
  readonly version: string;
}

/** Gitea says `1.25.4`; Forgejo names the Gitea whose API it keeps: `11.0.1+gitea-1.22.0`. */
export function readServer(version: string): Server {
  return { software: version.includes("+gitea-") ? "forgejo" : "gitea", version };
}

/** First versions with an ability. https://codeberg.org/forgejo/forgejo, https://github.com/go-gitea/gitea: swagger */
const SINCE = {
  /** A file as the whole body of an upload; a form everywhere else. */
  rawUploads: { gitea: "1.22", forgejo: "7" },
  /** Assets that are links to files elsewhere. */
  links: { gitea: undefined, forgejo: "9" },
} as const;

/** Whether a server has an ability. */
export function supports({ software, version }: Server, ability: keyof typeof SINCE): boolean {
  const first = SINCE[ability][software];
  return first !== undefined && serverIsAtLeast(version, first);
}

/** What the server says of itself, as far as it was asked. */
export interface ServerInfo {
  /** What runs there, asked once; `undefined` where the server does not tell. */
  ask(): Promise<Server | undefined>;
  known(): Server | undefined | "unasked";
  askLargestFile(): Promise<void>;
  /** Bytes of the largest file, where the server tells them. */
  largestFile(): number | undefined;
}

export const VersionWire = record({ version: text });
/** Mebibytes. */
const SettingsWire = record({ max_size: optional(number, 0) });

/** @param version as the pipeline tells it */
export function createServerInfo(api: Rest, version: string | undefined): ServerInfo {
  let known: Server | undefined | "unasked" = version === undefined ? "unasked" : readServer(version);
  let asking: Promise<Server | undefined> | undefined;
  let largest: number | undefined;

  async function ask(): Promise<Server | undefined> {
    if (known !== "unasked") return known;
    const doing = "asking for the server's version";
    const told = await api.find(VersionWire, { doing, at: "/version", absent: CLOSED });
    known = told && readServer(told.version);
    return known;
  }

  const info: ServerInfo = {
    ask: () => (asking ??= ask()),
    known: () => known,
    // Gitea asks for this limit since 1.25, and from 1.26 on for one of its own for releases, which it tells nowhere
    // ([repository.release] FILE_MAX_SIZE); Forgejo for none.
    async askLargestFile() {
      const server = await info.ask();
      if (server?.software !== "gitea" || !server.version.startsWith("1.25.")) return;
      const doing = "asking for the size of the largest file";
      const settings = await api.find(SettingsWire, { doing, at: "/settings/attachment", absent: CLOSED });
      largest = (settings?.max_size ?? 0) * 1024 ** 2 || undefined;
    },
    largestFile: () => largest,
  };
  return info;
}
