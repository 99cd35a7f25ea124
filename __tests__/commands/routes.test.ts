import type { RecordedRequest } from "../../sandbox/kernel/exchange";
import { obstacle } from "../../scripts/command-table";
import { CELLS, seeded } from "./cells";
import { PUBLICATIONS } from "./publications";
import { DOCUMENTS, type Route, type RouteDocument } from "./route-table";
import { type Stage, endAll } from "./stage";

afterAll(endAll);

/** Exact ends go before `{…}`: `releases/latest` is no tag. */
const LITERAL = ["latest", "tags", "assets", "generate-notes"];

const asPattern = (path: string): RegExp =>
  new RegExp(`${path.replace(/\{[^}]*\}/g, `(?!(?:${LITERAL.join("|")})(?:/|$))[^/]+`)}$`);

function matches({ method, path }: Route, request: RecordedRequest): boolean {
  return request.method === method && asPattern(path).test(request.path);
}

/** Commands by what they sent, each by its first word. */
async function played({ forge, start, cannot }: RouteDocument): Promise<ReadonlyMap<string, RecordedRequest[]>> {
  const sent = new Map<string, RecordedRequest[]>();
  const play = async (name: string, stage: Stage, work: (stage: Stage) => Promise<unknown>): Promise<void> => {
    const before = stage.sandbox.requests.length;
    await work(stage);
    sent.set(name, [...(sent.get(name) ?? []), ...stage.sandbox.requests.slice(before)]);
  };
  // Servers of their own: what one forge allows in an hour is less than all of this.
  const publishing = await seeded(forge, start);
  for (const publication of PUBLICATIONS) await play("publish", publishing, (stage) => publication(stage, {}));
  const calling = await seeded(forge, start);
  for (const cell of CELLS) {
    const { column } = cell;
    if (obstacle(forge, column) !== undefined || cannot.includes(column)) continue;
    await play(column.split(" ")[0] ?? column, calling, (stage) => cell.play(stage, {}));
  }
  return sent;
}

describe.each(DOCUMENTS)("$title", (document) => {
  const { routes } = document;
  let sent: ReadonlyMap<string, RecordedRequest[]>;
  beforeAll(async () => {
    sent = await played(document);
  });

  it.each(routes)("$method $path", (route) => {
    const users = [...sent].flatMap(([name, requests]) => (requests.some((one) => matches(route, one)) ? [name] : []));
    expect(users.sort()).toEqual([...(route.usedBy ?? [])].sort());
    expect(users.length > 0).toBe(route.reason === undefined);
  });
});
