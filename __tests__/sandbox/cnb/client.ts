import { startCnb, type CnbOptions } from "../../../sandbox/cnb";
import { closedAfter, speaking, type Asked } from "../client";

export const ACCEPT = { accept: "application/vnd.cnb.api+json" };

export const ask = speaking({
  credential: (token) => ({ authorization: `Bearer ${token}` }),
  headers: ACCEPT,
  apiOnly: true,
});

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === "object" && value !== null;

/** Members of a JSON object. */
export function object(value: unknown): Members {
  if (!isMembers(value)) throw new Error(`not an object: ${String(value)}`);
  return value;
}

export const list = (value: unknown): Members[] => (Array.isArray(value) ? value.map(object) : []);

export const assetsOf = (value: unknown): Members[] => list(object(value).assets);

/** A client of one repository. `said`: status, and errmsg of a refusal. */
export async function open(options: CnbOptions = {}, slug = "group/sub/app") {
  const cnb = await closedAfter(startCnb(options));
  const root = `/${slug}/-`;
  const at = (method: string, path: string, asked?: Asked) => ask(cnb, method, root + path, asked);
  const create = (json: Record<string, unknown>, asked?: Asked) => at("POST", "/releases", { json, ...asked });
  const said = async (...request: Parameters<typeof at>): Promise<unknown[]> => {
    const { status, body } = await at(...request);
    return [status, isMembers(body) ? body.errmsg : undefined];
  };
  return { cnb, repository: cnb.repository(slug), root, ask: at, create, said };
}

export type Desk = Awaited<ReturnType<typeof open>>;

export interface Wanted {
  readonly size?: number;
  readonly overwrite?: boolean;
  readonly ttl?: number;
}

/** Step 1. */
export async function ticket(desk: Desk, id: string, name: string, wanted: Wanted = {}) {
  const json = { asset_name: name, size: 5, ...wanted };
  const { status, body } = await desk.ask("POST", `/releases/${id}/asset-upload-url`, { json });
  if (status !== 201) throw new Error(`no upload url: ${JSON.stringify(body)}`);
  const { upload_url, verify_url, expires_in_sec } = object(body);
  return { upload: String(upload_url), verify: String(verify_url), seconds: Number(expires_in_sec) };
}

/** All three steps. @returns status of the last one */
export async function upload(desk: Desk, id: string, name: string, content = "bytes"): Promise<number> {
  const { upload: to, verify } = await ticket(desk, id, name, { size: Buffer.byteLength(content), overwrite: true });
  const put = await ask(desk.cnb, "PUT", to, { raw: Buffer.from(content) });
  return put.status === 200 ? (await ask(desk.cnb, "POST", verify)).status : put.status;
}

/** A new draft to upload to. @returns its id */
export const draft = (desk: Desk): string => desk.repository.release({ tag: "v1", draft: true }).id;

/** Names of the first release's assets. */
export const names = ({ repository }: Desk): string[] => repository.releases[0]?.assets.map(({ name }) => name) ?? [];

/** Step 2. @returns status, and the storage host's code of a refusal */
export async function put(desk: Desk, to: string, raw = "bytes", headers: Asked["headers"] = {}): Promise<unknown[]> {
  const { status, text } = await ask(desk.cnb, "PUT", to, { raw: Buffer.from(raw), headers });
  return [status, /<Code>(.*)<\/Code>/.exec(text)?.[1]];
}
