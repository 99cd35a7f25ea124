import { lazily } from "../model/lazily";
import type { Source } from "../model/source";

/**
 * What a request carries, with its exact length and its content type, empty for none: a function that opens a stream, never
 * a stream, so that another try starts again.
 */
export type Body = Pick<Source, "size" | "type" | "open">;

/** A form with one file behind its values, streamed: its length is known before the first byte is sent. RFC 7578. */
export async function multipartBody(form: {
  /** Values that come before the file. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Name of the file's field. */
  readonly field: string;
  /** Name of the file, as it is: quotes and line breaks are escaped as browsers do. */
  readonly fileName: string;
  readonly file: Body;
}): Promise<Body> {
  const boundary = await newBoundary();
  const head = Buffer.from(
    `${values(form.fields ?? {}, boundary)}--${boundary}\r\nContent-Disposition: form-data; name="${escaped(form.field)}"; filename="${escaped(form.fileName)}"\r\n` +
      `Content-Type: ${form.file.type}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    size: head.length + form.file.size + tail.length,
    type: `multipart/form-data; boundary=${boundary}`,
    async *open() {
      yield head;
      yield* form.file.open();
      yield tail;
    },
  };
}

/** A form with some values and no file. */
export async function fieldsBody(fields: Readonly<Record<string, string>>): Promise<Body> {
  const boundary = await newBoundary();
  const form = Buffer.from(`${values(fields, boundary)}--${boundary}--\r\n`);
  return {
    size: form.length,
    type: `multipart/form-data; boundary=${boundary}`,
    // eslint-disable-next-line @typescript-eslint/require-await -- a body is a stream whatever it holds
    async *open() {
      yield form;
    },
  };
}

function values(fields: Readonly<Record<string, string>>, boundary: string): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
  );
  return parts.join("");
}

/** Not to be guessed, so that no file can end its own part. */
async function newBoundary(): Promise<string> {
  return `forge-release-${(await cryptography()).randomUUID()}`;
}

const cryptography = lazily(() => import("node:crypto"));

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escaped(name: string): string {
  return name.replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22");
}
