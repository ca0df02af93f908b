import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compareUtf8 } from '../../../lib/adapters/memory/utf8-order.ts';
import type { S3Options } from '../../../lib/adapters/objects/s3-objects.ts';

const STATUS = {
  PreconditionFailed: 412,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  InvalidRange: 416,
  AccessDenied: 403,
} as const;
const MESSAGES = {
  PreconditionFailed: 'At least one of the pre-conditions you specified did not hold',
  NoSuchBucket: 'The specified bucket does not exist',
  NoSuchKey: 'The specified key does not exist.',
  InvalidRange: 'The requested range is not satisfiable',
  AccessDenied: 'Access Denied',
} as const;
/** Keys on one page of a listing. */
const PAGE = 2;

/** As much of S3's protocol as is spoken with it, on a port of its own. */
export interface LocalS3 {
  readonly options: S3Options;
  readonly buckets: Map<string, Map<string, Uint8Array>>;
  /** `GET /bucket/key` of every request, in order. */
  readonly requests: string[];
  /** The next answers end after so many bytes of their bodies. */
  readonly breaks: number[];
  close(): Promise<void>;
}

export async function startS3(bucketNames: readonly string[]): Promise<LocalS3> {
  const buckets = new Map(bucketNames.map((name) => [name, new Map<string, Uint8Array>()]));
  const requests: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const s3: LocalS3 = {
    options: {
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    buckets,
    requests,
    breaks: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
    const [, bucketName = '', ...steps] = pathname.split('/');
    const key = decodeURIComponent(steps.join('/'));
    requests.push(`${request.method ?? ''} ${pathname}`);
    const bucket = buckets.get(bucketName);
    const owner = request.headers['x-amz-expected-bucket-owner'];
    if (!bucket) {
      refuse(response, 'NoSuchBucket');
      return;
    }
    if (owner !== undefined && owner !== '000000000000') {
      refuse(response, 'AccessDenied');
      return;
    }
    if (request.method === 'PUT') {
      const parts: Uint8Array[] = [];
      for await (const part of request as AsyncIterable<Uint8Array>) parts.push(part);
      bucket.set(key, Buffer.concat(parts));
      response.end();
    } else if (searchParams.get('list-type') === '2') {
      response.end(listing(bucket, searchParams));
    } else {
      const body = bucket.get(key);
      const match = request.headers['if-match'];
      if (body && match !== undefined && match !== etag(body)) refuse(response, 'PreconditionFailed');
      else if (body) send(response, body, request.headers.range);
      else refuse(response, 'NoSuchKey');
    }
  }

  function send(response: ServerResponse, body: Uint8Array, range: string | undefined): void {
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const start = Number(first);
    const end = Math.min(last === '' ? body.length - 1 : Number(last), body.length - 1);
    if (range !== undefined && start >= body.length) {
      refuse(response, 'InvalidRange');
      return;
    }
    const part = body.subarray(start, end + 1);
    response.setHeader('content-length', part.length);
    response.setHeader('etag', etag(body));
    if (range !== undefined) {
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${start}-${end}/${body.length}`);
    }
    const broken = s3.breaks.shift();
    if (broken === undefined) response.end(part);
    else response.write(part.subarray(0, broken), () => response.destroy());
  }
  return s3;
}

function refuse(response: ServerResponse, code: keyof typeof STATUS): void {
  response.statusCode = STATUS[code];
  response.setHeader('content-type', 'application/xml');
  response.end(`<Error><Code>${code}</Code><Message>${MESSAGES[code]}</Message></Error>`);
}

function listing(bucket: Map<string, Uint8Array>, query: URLSearchParams): string {
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const keys = [...bucket.keys()]
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && compareUtf8(key, after) > 0)
    .sort(compareUtf8);
  const contents = keys.slice(0, PAGE).map((key) => {
    const body = bucket.get(key) ?? new Uint8Array(0);
    return (
      `<Contents><Key>${key}</Key><Size>${body.length}</Size><ETag>${etag(body).replaceAll('"', '&quot;')}</ETag>` +
      `<LastModified>${new Date().toISOString()}</LastModified><StorageClass>STANDARD</StorageClass></Contents>`
    );
  });
  const token = keys.length > PAGE ? `<NextContinuationToken>${keys[PAGE - 1] ?? ''}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${keys.length > PAGE}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`;
}

function etag(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
