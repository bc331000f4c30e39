import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { CountAlarm } from './count-alarm';
import { except } from './except';
import { physicalName } from './names';
import { PrivateBucket } from './private-bucket';
import { projectPath } from './project-path';

/** Requests that an API answers. */
export type WebPageApi = {
  /** Such as `/api/forwarding/*`. */
  readonly path: string;
  /** The host name of the API. */
  readonly host: string;
};

export type WebPageProps = {
  /** The folder of the built files, relative to the folder with `cdktf.json`. Files in `assets/` never change their content. */
  readonly folder: string;
  /** The host name that people type, and its certificate in us-east-1. */
  readonly host: string;
  readonly certificateArn: string;
  readonly apis: readonly WebPageApi[];
  /** The text of the functions that CloudFront runs for each request: for files, and for APIs (runtime cloudfront-js-2.0). */
  readonly onRequest: { readonly files: string; readonly apis: string };
  readonly contentSecurityPolicy: string;
  readonly permissionsPolicy: string;
  /** More files, by name: their content as JSON. */
  readonly settings: Readonly<Record<string, object>>;
  /** Whether Terraform deletes the files together with the bucket. */
  readonly mayDestroyFiles: boolean;
  /** Who is hurt while the page answers with 5xx errors, and how. */
  readonly failureMeans: string;
  readonly alarmTopicArn: string;
};

/** CloudFront's own policies (CloudFront developer guide, "Use managed cache policies" and "… origin request policies"). */
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/**
 * A web page: its files in a private bucket, which only this distribution of CloudFront can read, and APIs under the same host
 * name, so that a browser sends them cookies and needs no CORS. Every response has security headers.
 */
export class WebPage extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly distribution: CloudfrontDistribution;
  readonly files: PrivateBucket;

  constructor(scope: Construct, id: string, props: WebPageProps) {
    super(scope, id);
    const { folder, host, certificateArn, apis, onRequest, failureMeans, alarmTopicArn } = props;
    const name = physicalName(this, id, 50);

    this.files = new PrivateBucket(this, 'files', {
      keepVersionsDays: 30,
      mayDestroyObjects: props.mayDestroyFiles,
    });
    this.upload(folder, props.settings);

    const access = new CloudfrontOriginAccessControl(this, 'access', {
      name,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const functionOf = (what: string, code: string) =>
      new CloudfrontFunction(this, what, {
        name: `${name}-${what}`,
        runtime: 'cloudfront-js-2.0',
        publish: true,
        code: code.replaceAll('${', '$${'), // Terraform's own sign for a reference
      });
    const forFiles = functionOf('for-files', onRequest.files);
    const forApis = functionOf('for-apis', onRequest.apis);
    const headers = this.securityHeaders(name, props);

    const behaviour = {
      viewerProtocolPolicy: 'redirect-to-https',
      compress: true,
      responseHeadersPolicyId: headers.id,
    };
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
    this.distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: name,
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: 'http2and3',
      priceClass: 'PriceClass_100',
      aliases: [host],
      defaultRootObject: 'index.html',
      origin: [
        {
          originId: 'files',
          domainName: this.files.bucket.bucketRegionalDomainName,
          originAccessControlId: access.id,
        },
        ...apis.map(({ path, host: domainName }) => ({
          originId: path,
          domainName,
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: 'https-only',
            originSslProtocols: ['TLSv1.2'],
          },
        })),
      ],
      defaultCacheBehavior: {
        ...behaviour,
        targetOriginId: 'files',
        allowedMethods: ['GET', 'HEAD'],
        cachedMethods: ['GET', 'HEAD'],
        cachePolicyId: cachingOptimized,
        functionAssociation: [{ eventType: 'viewer-request', functionArn: forFiles.arn }],
      },
      orderedCacheBehavior: apis.map(({ path }) => ({
        ...behaviour,
        pathPattern: path,
        targetOriginId: path,
        allowedMethods: methods,
        cachedMethods: ['GET', 'HEAD'],
        cachePolicyId: cachingDisabled,
        originRequestPolicyId: allViewerExceptHost,
        functionAssociation: [{ eventType: 'viewer-request', functionArn: forApis.arn }],
      })),
      restrictions: { geoRestriction: { restrictionType: 'none', locations: [] } },
      viewerCertificate: {
        acmCertificateArn: certificateArn,
        sslSupportMethod: 'sni-only',
        minimumProtocolVersion: 'TLSv1.2_2021',
      },
    });
    for (const [rule, reason] of accepted) except(this.distribution, rule, reason);
    this.files.allowService({
      service: 'cloudfront.amazonaws.com',
      actions: ['s3:GetObject'],
      onBehalfOf: this.distribution.arn,
    });

    new CountAlarm(this, 'errors', {
      name: `${name} errors`,
      means: failureMeans,
      topicArn: alarmTopicArn,
      statistic: 'Maximum',
      moreThan: 5, // percent of the requests
      counts: {
        namespace: 'AWS/CloudFront',
        metric: '5xxErrorRate',
        dimensions: { DistributionId: this.distribution.id, Region: 'Global' },
      },
    });
  }

  private upload(folder: string, settings: Readonly<Record<string, object>>): void {
    const path = projectPath(folder);
    const names = readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && contentTypes[extname(entry.name)] !== undefined)
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .sort();
    if (names.length === 0) throw new Error(`Cannot upload the page from "${path}": expected built files`);
    for (const key of names) {
      const idOfFile = key.replaceAll(/[^\w-]+/g, '-');
      const asset = new TerraformAsset(this, `${idOfFile}-file`, {
        path: join(path, key),
        type: AssetType.FILE,
      });
      new S3Object(this, idOfFile, {
        bucket: this.files.bucket.id,
        key,
        source: asset.path,
        sourceHash: asset.assetHash,
        contentType: contentTypes[extname(key)] ?? '',
        cacheControl: key.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    }
    for (const [key, value] of Object.entries(settings))
      new S3Object(this, key.replaceAll(/[^\w-]+/g, '-'), {
        bucket: this.files.bucket.id,
        key,
        content: JSON.stringify(value),
        contentType: 'application/json',
        cacheControl: 'no-cache',
      });
  }

  private securityHeaders(
    name: string,
    { contentSecurityPolicy, permissionsPolicy }: WebPageProps,
  ): CloudfrontResponseHeadersPolicy {
    return new CloudfrontResponseHeadersPolicy(this, 'headers', {
      name,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY', override: true },
        referrerPolicy: { referrerPolicy: 'no-referrer', override: true },
        strictTransportSecurity: {
          accessControlMaxAgeSec: 63_072_000,
          includeSubdomains: true,
          preload: true,
          override: true,
        },
      },
      customHeadersConfig: {
        items: [
          { header: 'permissions-policy', value: permissionsPolicy, override: true },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}

/** Checkov rules that this page does not follow, and why. */
const accepted: readonly (readonly [rule: string, reason: string])[] = [
  [
    'CKV_AWS_86',
    'access logs would contain phone numbers, which are in the paths; the APIs log each request without its path',
  ],
  [
    'CKV_AWS_68',
    'every API verifies a token and throttles; a firewall is a decision of the account, with a price of its own',
  ],
  ['CKV2_AWS_47', 'as for CKV_AWS_68; no Java runs behind it'],
  [
    'CKV_AWS_310',
    'the files are in one Region like the APIs, so a second origin would show a page that cannot do anything',
  ],
  ['CKV_AWS_374', 'operators travel; sign-in with a second factor decides who may use it'],
];

/** The text of a function that CloudFront runs, from a file beside the stacks. */
export const edgeFunction = (file: string): string => readFileSync(projectPath(file), 'utf8');
