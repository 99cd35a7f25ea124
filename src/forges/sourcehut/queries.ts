import { type Decoded, count, counted, list, loose, optional, record, text } from "../../http";

// The schema: https://git.sr.ht/~sircmpwn/git.sr.ht/tree/master/item/api/graph/schema.graphqls

const ARTIFACT = "id created filename checksum size url";

/** A page of references. The artifacts of each come along, a page of their own. */
export const REFERENCES = `query References($user: String!, $name: String!, $cursor: Cursor, $more: Cursor) {
  user(username: $user) { repository(name: $name) { id visibility references(cursor: $cursor) {
    cursor
    results {
      name
      follow { id type ... on Tag { message target { id } } }
      artifacts(cursor: $more) { cursor results { ${ARTIFACT} } }
    }
  } } }
}`;

/** Whether a tag is there, whatever the list of references shows. */
export const RESOLVE = `query Resolve($user: String!, $name: String!, $revspec: String!) {
  user(username: $user) { repository(name: $name) { revparse_single(revspec: $revspec) { id } } }
}`;

export const UPLOAD = `mutation Upload($repoId: Int!, $revspec: String!, $file: Upload!) {
  uploadArtifact(repoId: $repoId, revspec: $revspec, file: $file) { ${ARTIFACT} }
}`;

export const DELETE = "mutation Delete($id: Int!) { deleteArtifact(id: $id) { id } }";

/** A file of a tag; `checksum` is `sha256:` and hex digits. */
export const ArtifactWire = record({
  id: counted,
  created: loose(text),
  filename: text,
  checksum: text,
  size: count,
  url: text,
});
export type ArtifactWire = Decoded<typeof ArtifactWire>;

const ArtifactsWire = record({ cursor: optional(text), results: list(ArtifactWire) });

/** `follow` is what the reference points to: only an annotated tag is a TAG. */
export const ReferenceWire = record({
  name: text,
  follow: optional(
    record({ id: text, type: text, message: optional(text, ""), target: optional(record({ id: text })) }),
  ),
  artifacts: ArtifactsWire,
});
export type ReferenceWire = Decoded<typeof ReferenceWire>;

export const RepositoryWire = record({
  id: counted,
  visibility: loose(text, ""),
  references: record({ cursor: optional(text), results: list(ReferenceWire) }),
});
export type RepositoryWire = Decoded<typeof RepositoryWire>;

export const FoundWire = record({ data: record({ user: record({ repository: RepositoryWire }) }) });
export const ResolvedWire = record({
  data: record({ user: record({ repository: record({ revparse_single: record({ id: text }) }) }) }),
});
export const UploadedWire = record({ data: record({ uploadArtifact: ArtifactWire }) });
