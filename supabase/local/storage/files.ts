import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What the storage server asks of whatever keeps the bytes. */
type Keeper = NonNullable<import('@supabase/lite').App['_storageAdapter']>;
type Kept = Awaited<ReturnType<Keeper['headObject']>>;

/**
 * Keeps the bytes of stored objects as files of a folder. A file is named by the digest of its object's name, so that no
 * name leads out of the folder; it comes into being whole, or not at all.
 */
export class FileKeeper implements Keeper {
  readonly driver = undefined;

  constructor(private readonly folder: string) {}

  async uploadObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    body: Parameters<Keeper['uploadObject']>[3],
    mimetype: string,
    cacheControl: string,
  ): Promise<Kept> {
    const file = this.fileOf(bucket, key);
    const unfinished = `${file}.${randomUUID()}`;
    await mkdir(join(this.folder, bucket), { recursive: true, mode: 0o700 });
    const digest = createHash('md5');
    const counting = new Transform({
      transform(chunk, _encoding, done) {
        digest.update(chunk);
        done(null, chunk);
      },
    });
    const source =
      body instanceof Uint8Array
        ? Readable.from([body])
        : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    try {
      await pipeline(source, counting, createWriteStream(unfinished, { mode: 0o600 }));
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    const { size, mtime } = await stat(file);
    return {
      cacheControl,
      contentLength: size,
      size,
      mimetype,
      lastModified: mtime,
      eTag: `"${digest.digest('hex')}"`,
      httpStatusCode: 200,
    };
  }

  async headObject(bucket: string, key: string): Promise<Kept> {
    const { size, mtime } = await stat(this.fileOf(bucket, key));
    return {
      cacheControl: 'no-store',
      contentLength: size,
      size,
      mimetype: 'application/octet-stream',
      lastModified: mtime,
      eTag: `"${size}-${mtime.getTime()}"`,
    };
  }

  async getObject(bucket: string, key: string) {
    const metadata = await this.headObject(bucket, key);
    const body = Readable.toWeb(createReadStream(this.fileOf(bucket, key))) as ReadableStream;
    return { metadata, httpStatusCode: 200, body };
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    await rm(this.fileOf(bucket, key), { force: true });
  }

  async deleteObjects(bucket: string, keys: string[]): Promise<void> {
    for (const key of keys) await this.deleteObject(bucket, key);
  }

  async copyObject(): Promise<never> {
    throw new Error('Objects are not copied here.');
  }

  async privateAssetUrl(): Promise<never> {
    throw new Error('There are no addresses of files here.');
  }

  private fileOf(bucket: string, key: string): string {
    return join(this.folder, bucket, createHash('sha256').update(key).digest('hex'));
  }
}
