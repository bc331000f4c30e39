import { inOrder } from '@dialplane/basics';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server is asked: such as `GET a/b`, `LIST a/`, `PART a`. */
type Asked = { readonly what: string; readonly key: string };

/** What happens to a request instead of what was asked for. */
type Mishap =
  /** An error of S3, by status and code. */
  | { readonly status: number; readonly code: string }
  /** The connection breaks in the middle of the answer's body. */
  | 'broken-off'
  /** There is no answer. */
  | 'silence';

/** One bucket, behind HTTP as S3 speaks it: enough of it for one store, and it fails when it is told to. */
export const startS3 = async ({
  pageSize = 1_000,
  config = {},
}: { readonly pageSize?: number; readonly config?: S3ClientConfig } = {}) => {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Buffer>();
  const asked: string[] = [];
  const state = {
    mishap: (_: Asked): Mishap | undefined => undefined,
    /** Lists newest first, as no bucket in order does. */
    backwards: false,
    /** Does not look at `If-Match`. */
    ignoresVersions: false,
    /** Says of each key that it could not be removed. */
    keepsAll: false,
  };

  const listed = (query: URLSearchParams): string => {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter');
    const nameOf = (key: string) => {
      const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? key : key.slice(0, end + 1);
    };
    const found = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(inOrder);
    const names = [...new Set(found.map(nameOf))].filter(
      (name) => name > (query.get('continuation-token') ?? ''),
    );
    const page = names.slice(0, pageSize);
    if (state.backwards) page.reverse();
    const more = names.length > pageSize;
    const rows = page.map((name) => {
      const body = objects.get(name);
      const text = encodeURIComponent(name);
      return body === undefined
        ? `<CommonPrefixes><Prefix>${text}</Prefix></CommonPrefixes>`
        : `<Contents><Key>${text}</Key><Size>${body.length}</Size><ETag>${etagOf(body)}</ETag><LastModified>${new Date().toISOString()}</LastModified></Contents>`;
    });
    const next = more ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
    return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`;
  };

  const get = (request: IncomingMessage, response: ServerResponse, key: string, isBroken: boolean): void => {
    const body = objects.get(key);
    if (!body) return refuse(response, 404, 'NoSuchKey');
    const wanted = request.headers['if-match'];
    if (wanted !== undefined && wanted !== etagOf(body) && !state.ignoresVersions)
      return refuse(response, 412, 'PreconditionFailed');
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const some = range ? body.subarray(Number(range[1]), Number(range[2]) + 1) : body;
    if (range && some.length === 0) return refuse(response, 416, 'InvalidRange');
    response.writeHead(range ? 206 : 200, { etag: etagOf(body), 'content-length': some.length });
    if (!isBroken) return void response.end(some);
    response.write(some.subarray(0, some.length / 2), () => response.destroy());
  };

  const server = createServer((request, response) => {
    const answer = (body: Buffer): void => {
      const url = new URL(request.url ?? '', 'http://s3');
      const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'));
      const query = url.searchParams;
      const what = operationOf(request.method ?? '', query);
      asked.push(`${what} ${what === 'LIST' ? query.get('prefix') : key}`);
      const mishap = state.mishap({ what, key });
      if (mishap === 'silence') return;
      if (typeof mishap === 'object') return refuse(response, mishap.status, mishap.code);
      switch (what) {
        case 'LIST':
          return void response.end(listed(query));
        case 'GET':
          return get(request, response, key, mishap === 'broken-off');
        case 'PUT':
          objects.set(key, body);
          return void response.end();
        case 'START':
          return void response.end(
            '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>',
          );
        case 'PART':
          parts.set(query.get('partNumber') ?? '', body);
          return void response.writeHead(200, { etag: etagOf(body) }).end();
        case 'COMPLETE':
          objects.set(
            key,
            Buffer.concat(wholeOf(body, 'PartNumber').map((part) => parts.get(part) ?? Buffer.of())),
          );
          return void response.end('<CompleteMultipartUploadResult/>');
        case 'ABORT':
          parts.clear();
          return void response.writeHead(204).end();
        case 'REMOVE': {
          const keys = wholeOf(body, 'Key');
          if (!state.keepsAll) for (const one of keys) objects.delete(one);
          const errors = state.keepsAll
            ? keys.map(
                (one) => `<Error><Key>${one}</Key><Code>AccessDenied</Code><Message>no</Message></Error>`,
              )
            : [];
          return void response.end(`<DeleteResult>${errors.join('')}</DeleteResult>`);
        }
        default:
          return refuse(response, 501, 'NotImplemented');
      }
    };
    // When one part of an upload fails, the client breaks off the requests of the others.
    bodyOf(request).then(answer, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({
    ...config,
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: secret,
  });

  return {
    client,
    endpoint,
    state,
    /** What it was asked so far. */
    asked: asked as readonly string[],
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** What may stand in no log. */
export const secret = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMIEXAMPLEKEY' };

const operationOf = (method: string, query: URLSearchParams): string => {
  if (query.has('list-type')) return 'LIST';
  if (query.has('delete')) return 'REMOVE';
  if (query.has('uploads')) return 'START';
  if (query.has('uploadId')) return { PUT: 'PART', POST: 'COMPLETE', DELETE: 'ABORT' }[method] ?? method;
  return method;
};

const refuse = (response: ServerResponse, status: number, code: string): void =>
  void response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The texts of an element, in their order. */
const wholeOf = (xml: Buffer, element: string): readonly string[] =>
  [...xml.toString().matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll(
      /&(\w+|#x?\w+);/g,
      (_, name: string) =>
        entities[name] ?? String.fromCodePoint(Number(name.replace('#x', '0x').replace('#', ''))),
    ),
  );

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;
