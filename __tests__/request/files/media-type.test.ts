import { describe, expect, it } from "vitest";

import { mediaType } from "../../../src/request/files/media-type";

describe("mediaType", () => {
  it.each([
    ["a.zip", "application/zip"],
    ["a.js", "application/javascript"],
    ["a.tar", "application/x-tar"],
    ["a.tgz", "application/x-gtar"],
    ["a-1.2.tar.gz", "application/x-gtar"],
    ["a.bz2", "application/x-bzip2"],
    ["a.dmg", "application/x-apple-diskimage"],
    ["a.rpm", "application/x-rpm"],
    ["a.deb", "application/x-debian-package"],
  ])("%s has gh's type %s", (name, type) => {
    expect(mediaType(name)).toBe(type);
  });

  it.each([
    ["a.gz", "application/gzip"],
    ["a.json", "application/json"],
    ["a.txt", "text/plain"],
    ["a.png", "image/png"],
    ["a.apk", "application/vnd.android.package-archive"],
    ["a.jar", "application/java-archive"],
    ["a.exe", "application/octet-stream"],
  ])("%s has the type of the tables, %s", (name, type) => {
    expect(mediaType(name)).toBe(type);
  });

  it("does not mind capitals", () => {
    expect(mediaType("APP.ZIP")).toBe("application/zip");
  });

  it.each(["app", "app.unknown", "app-linux", ".", ""])("takes %j for bytes", (name) => {
    expect(mediaType(name)).toBe("application/octet-stream");
  });
});
