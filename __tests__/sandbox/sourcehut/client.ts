import { type SourceHutOptions, startSourceHut } from "../../../sandbox/sourcehut";
import { type Asked, type Reply, closedAfter, speaking } from "../client";

/** The API is asked for everything at one address. */
export const ask = speaking({ credential: (token) => ({ authorization: `Bearer ${token}` }), apiOnly: true });

const ARTIFACT = "id filename checksum size url";

export const REFERENCES = `query R($user: String!, $name: String!, $cursor: Cursor, $more: Cursor) {
  user(username: $user) { repository(name: $name) { id references(cursor: $cursor) { cursor results {
    name target follow { id type ... on Tag { message target { id } } }
    artifacts(cursor: $more) { cursor results { ${ARTIFACT} } }
  } } } } }`;

export const UPLOAD = `mutation U($repoId: Int!, $revspec: String!, $file: Upload!) {
  uploadArtifact(repoId: $repoId, revspec: $revspec, file: $file) { ${ARTIFACT} } }`;

export const DELETE = "mutation D($id: Int!) { deleteArtifact(id: $id) { id } }";

/** The parts of an upload in their order, without those of `leave`. */
export function parts(variables: object, name: string, content: string | Buffer, leave: readonly string[] = []) {
  const data = new FormData();
  const fields = {
    operations: JSON.stringify({ query: UPLOAD, variables: { file: null, ...variables } }),
    map: JSON.stringify({ "0": ["variables.file"] }),
  };
  for (const [field, value] of Object.entries(fields)) if (!leave.includes(field)) data.append(field, value);
  if (!leave.includes("0")) data.append("0", new Blob([new Uint8Array(Buffer.from(content))]), name);
  return data;
}

/** A client of one repository, whose sandbox is closed after the test that opened it. */
export async function open(options: SourceHutOptions = {}) {
  const sourcehut = await closedAfter(startSourceHut(options));
  const repo = sourcehut.repository("~octo/app");
  const post = (asked: Asked) => ask(sourcehut, "POST", "/query", asked);
  const query = (text: string, variables: object = {}, asked: Asked = {}) =>
    post({ json: { query: text, variables }, ...asked });
  const references = (cursors: { readonly cursor?: unknown; readonly more?: unknown } = {}, asked?: Asked) =>
    query(REFERENCES, { user: "octo", name: "app", ...cursors }, asked);
  const upload = (tag: string, name: string, content: string | Buffer = "content", asked: Asked = {}) =>
    post({ raw: parts({ repoId: repo.id, revspec: `refs/tags/${tag}` }, name, content), ...asked });
  return { sourcehut, repo, query, references, upload };
}

/** What an answer says against the request: its status, and the message of its first error. */
export function refusal({ status, text }: Reply): unknown[] {
  const told = JSON.parse(text) as { errors?: readonly { readonly message: string }[] };
  return [status, told.errors?.[0]?.message];
}

interface Listed {
  readonly name: string;
  readonly follow: { readonly id: string; readonly type: string; readonly message?: string };
  readonly artifacts: { readonly cursor: string | null; readonly results: { readonly filename: string }[] };
}
interface Page {
  readonly cursor: string | null;
  readonly results: readonly Listed[];
}

/** The page of references in an answer. */
export function pageIn({ text }: Reply): Page {
  const told = JSON.parse(text) as { data: { user: { repository: { references: Page } } } };
  return told.data.user.repository.references;
}
export const namesIn = (page: Page): string[] => page.results.map(({ name }) => name);
/** Names of the files of a tag, where the page has it. */
export const filesOf = (page: Page, tag: string): string[] | undefined =>
  page.results.find(({ name }) => name === `refs/tags/${tag}`)?.artifacts.results.map(({ filename }) => filename);
