import { boundaryOf, BrokenHalfway, fieldText, html, isGiven, json } from "../kernel";
import { MultipartError, readMultipart, sendWhole } from "../kernel";
import type { Answer, Exchange, Given, Part, SentFile } from "../kernel";
import { GraphQLError, run } from "./graphql";
import { downloadUrl, rootOf, type Asking } from "./resolvers";
import type { Token, World } from "./state";

interface Asked {
  readonly query: string;
  readonly variables: Given;
}

function readAsked(text: string): Asked {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    throw new GraphQLError("json body could not be decoded");
  }
  if (!isGiven(told) || typeof told.query !== "string") throw new GraphQLError("no operation provided");
  return { query: told.query, variables: isGiven(told.variables) ? told.variables : {} };
}

const errors = (status: number, message: string): Answer => json(status, { data: null, errors: [{ message }] });

function authenticate(world: World, exchange: Exchange): Token | undefined {
  const [, value = ""] = /^Bearer (\S+)$/.exec(exchange.headers.authorization ?? "") ?? [];
  const token = world.tokens.get(value);
  return token?.state === "valid" ? token : undefined;
}

/** Runs one operation: what it meets on the way is told with 200. */
const execute = async ({ query, variables }: Asked, asking: Asking): Promise<Answer> =>
  json(200, await run(query, variables, rootOf(asking)));

/** The multipart request spec: the operation, where its file belongs, the file; in this order. */
async function upload(exchange: Exchange, world: World, token: Token): Promise<Answer> {
  const parts = readMultipart(exchange.body.chunks(), exchange.headers["content-type"]);
  const next = async (name?: string): Promise<Part> => {
    const { value, done } = await parts.next();
    if (done === true || (name !== undefined && value.name !== name)) throw new GraphQLError(`no ${name ?? "file"}`);
    return value;
  };
  const asked = readAsked(await fieldText(await next("operations")));
  const map: unknown = JSON.parse(await fieldText(await next("map")));
  const [entry, ...more] = Object.entries(isGiven(map) ? map : {});
  if (!entry || more.length > 0 || JSON.stringify(entry[1]) !== '["variables.file"]')
    return errors(422, "map has no file of this operation");
  const file = async (): Promise<SentFile> => {
    const part = await next(entry[0]);
    if (part.filename === undefined || part.filename === "") throw new GraphQLError("no file name");
    const content = await world.store.receive(part.body);
    exchange.record.sha256 = content.sha256;
    for (let rest = await parts.next(); rest.done !== true;) rest = await parts.next();
    // The row and the object come into being together: nothing is left of what broke.
    if (exchange.breakHalfway) throw new BrokenHalfway();
    return { filename: part.filename, content };
  };
  return execute({ ...asked, variables: { ...asked.variables, file } }, { world, token });
}

async function answerQuery(world: World, exchange: Exchange): Promise<Answer> {
  if (exchange.method !== "POST") return errors(405, "transport not supported");
  const token = authenticate(world, exchange);
  if (!token) return errors(401, "Invalid or expired OAuth 2.0 bearer token");
  try {
    if (boundaryOf(exchange.headers["content-type"]) !== undefined) return await upload(exchange, world, token);
    return await execute(readAsked(await exchange.body.text()), { world, token });
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof MultipartError) return errors(422, error.message);
    throw error;
  }
}

/** A tag's page, and its files. */
function answerWeb(world: World, exchange: Exchange): Answer {
  const address = world.bases.web + exchange.path;
  const token = authenticate(world, exchange);
  for (const repo of world.repositories.values()) {
    if (repo.private && !token) continue;
    for (const { tagName, assets } of repo.rows.values()) {
      if (address === `${repo.webUrl}/refs/${tagName.split("/").map(encodeURIComponent).join("/")}`)
        return html(200, tagName);
      const found = assets.find(({ name }) => downloadUrl(repo, tagName, name) === address);
      if (found) return sendWhole(found.content, { "content-type": "application/octet-stream" });
    }
  }
  return html(404, "Not Found");
}

export const answer = (world: World, exchange: Exchange): Answer | Promise<Answer> =>
  exchange.path === "/query" ? answerQuery(world, exchange) : answerWeb(world, exchange);
