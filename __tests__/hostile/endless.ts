/** What every forge takes for a release, a file, a link, a package or a tag, of no use to anybody. */
export function entry(index: number, own: string): object {
  const name = `x-${index}`;
  return {
    ...{ id: index, tag_name: name, name, url: `${own}/${name}`, version: "1", file_name: name, draft: false },
    ...{ title: name, description: "", commit: { id: "c0ffee1", sha: "c0ffee1" }, state: "uploaded" },
    ...{ path_with_namespace: "octo/app", default_branch: "main", upload_url: `${own}/up{?name}`, html_url: own },
  };
}
