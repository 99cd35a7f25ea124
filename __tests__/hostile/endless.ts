/** What every forge takes for a release, a file, a link, a package or a tag, of no use to anybody. */
export function entry(index: number, own: string): object {
  const name = `x-${index}`;
  return {
    ...{ id: index, tag_name: name, name, url: `${own}/${name}`, version: "1", file_name: name, draft: false },
    ...{ title: name, description: "", commit: { id: "c0ffee1", sha: "c0ffee1" }, state: "uploaded" },
    ...{ path_with_namespace: "octo/app", default_branch: "main", upload_url: `${own}/up{?name}`, html_url: own },
  };
}

/** Where a server says that its lists go on; `undefined` at their end. */
interface Next {
  readonly references: string | undefined;
  readonly artifacts: string | undefined;
}

/** A full page of SourceHut's references, one of them `v1.0.0` where it is `tagged`, each with a file. */
export function references(page: number, own: string, tagged: boolean, next: Next): object {
  const results = Array.from({ length: 100 }, (_, index) => {
    const name = tagged && index === 7 ? "v1.0.0" : `x-${page * 100 + index}`;
    const file = { id: page * 100 + index, filename: name, checksum: "sha256:00", size: 1, url: `${own}/${name}` };
    const follow = { id: "c0ffee1", type: "TAG", message: "", target: { id: "c0ffee1" } };
    return { name: `refs/tags/${name}`, follow, artifacts: { cursor: next.artifacts ?? null, results: [file] } };
  });
  const repository = { id: 7, references: { cursor: next.references ?? null, results } };
  return { data: { user: { repository } } };
}
