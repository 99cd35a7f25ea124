/** One entry of the output `assets`: a file of the run, as it stands on the release. */
export interface AssetOutput {
  /** The forge's id; null for a file that was skipped or linked. */
  readonly id: number | string | null;
  /** Name as stored. */
  readonly name: string;
  /** Local path. */
  readonly file: string;
  readonly label: string;
  /** Bytes; null for a file that was kept where the forge tells no sizes. */
  readonly size: number | null;
  readonly content_type: string;
  /** Lower-case hex; null where neither the forge nor the run knows it. */
  readonly sha256: string | null;
  readonly browser_download_url: string;
  /**
   * `unchanged`: the same content was there. `kept`: other content was there and was not overwritten. `linked`: this
   * forge does not take it, the notes link to the file on the first target.
   */
  readonly status: "uploaded" | "replaced" | "unchanged" | "kept" | "skipped" | "linked";
}

/** The output `asset_urls`: all files of the release, name to download URL. */
export type AssetUrlsOutput = Readonly<Record<string, string>>;

/** One entry of the output `plan` of a dry run: what would be done. */
export type PlanOutput = Readonly<Record<string, string | number | boolean | null>> & { readonly action: string };

/** One entry of the output `results`: one of several targets. What is not known is null. */
export interface TargetOutput {
  /** As the input `targets` says it. */
  readonly target: string;
  readonly forge: string | null;
  readonly repository: string | null;
  readonly status: "published" | "finished" | "updated" | "unchanged" | "planned" | "failed";
  readonly id: string | null;
  readonly url: string | null;
  /** Whether this run created the release that stands there. */
  readonly created: boolean | null;
  /** Why it failed. */
  readonly error: string | null;
  readonly assets: readonly AssetOutput[] | null;
}
