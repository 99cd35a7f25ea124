import { buildSchema, execute, GraphQLError, isScalarType, Kind, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult } from "graphql";

/** The part of api/graph/schema.graphqls that is played. */
const SCHEMA = buildSchema(`
  scalar Cursor
  scalar Time
  scalar Upload
  enum Visibility { PUBLIC UNLISTED PRIVATE }
  enum ObjectType { COMMIT TREE BLOB TAG }
  type Query { user(username: String!): User }
  type User { repository(name: String!): Repository }
  type Repository {
    id: Int!
    name: String!
    visibility: Visibility!
    references(cursor: Cursor): ReferenceCursor!
    revparse_single(revspec: String!): Commit
  }
  interface Object { id: String! type: ObjectType! }
  type Commit implements Object { id: String! type: ObjectType! }
  type Tag implements Object { id: String! type: ObjectType! message: String target: Object! }
  type ReferenceCursor { results: [Reference!]! cursor: Cursor }
  type Reference { name: String! target: String! follow: Object artifacts(cursor: Cursor): ArtifactCursor! }
  type ArtifactCursor { results: [Artifact!]! cursor: Cursor }
  type Artifact { id: Int! created: Time! filename: String! checksum: String! size: Int! url: String! }
  type Mutation {
    uploadArtifact(repoId: Int!, revspec: String!, file: Upload!): Artifact!
    deleteArtifact(id: Int!): Artifact
  }
`);

/** A file comes in a part of its own, and its variable is what reads that: text is none. */
const upload = SCHEMA.getType("Upload");
if (isScalarType(upload))
  upload.parseValue = (value) => {
    if (typeof value === "function") return value;
    throw new GraphQLError("it is no file");
  };

/** A member is a value, or what gives it for arguments. */
export type Source = Readonly<Record<string, unknown>>;

/** What an operation's text has against it, before it does anything. Variables that it does not declare are a mistake. */
function refuseInvalid(document: DocumentNode, variables: Source): void {
  const [error] = validate(SCHEMA, document);
  if (error) throw error;
  const declared = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION
      ? (one.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : [],
  );
  const unknown = Object.keys(variables).find((name) => !declared.includes(name));
  if (unknown !== undefined) throw new GraphQLError(`variable "${unknown}" is not declared`);
}

/** Throws what the text or the variables have against them; what the resolvers met is in the result. */
export async function run(query: string, variables: Source, rootValue: Source): Promise<ExecutionResult> {
  const document = parse(query);
  refuseInvalid(document, variables);
  const result = await execute({ schema: SCHEMA, document, rootValue, variableValues: variables });
  for (const error of result.errors ?? []) {
    if (!("data" in result)) throw error;
    // What is no refusal is none of GraphQL's business.
    if (error.originalError && !(error.originalError instanceof GraphQLError)) throw error.originalError;
  }
  return result;
}

export { GraphQLError };
