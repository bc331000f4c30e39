import type { SynthesizedStack } from '@dialplane/constructs';

/** Attributes that an emulator reports differently from AWS, or not at all. Each would look like a change in every plan. */
const misreported: Readonly<Record<string, readonly string[]>> = {
  // ministack 1.5.33 gives every authoriser the format of REQUEST authorisers; ours are JWT.
  aws_apigatewayv2_authorizer: ['authorizer_payload_format_version'],
  // It does not store the maximum number of concurrent runs of a Glue job, or the job's tags.
  aws_glue_job: ['execution_property', 'tags_all'],
  // It reports a list of headers to remove where there is none.
  aws_cloudfront_response_headers_policy: ['remove_headers_config'],
};

/** The overrides that make Terraform ignore exactly those attributes. */
export const ignoringFaults = ({ resource = {} }: SynthesizedStack): object =>
  Object.fromEntries(
    Object.entries(misreported)
      .filter(([type]) => type in resource)
      .map(([type, attributes]) => [
        type,
        Object.fromEntries(
          Object.keys(resource[type] ?? {}).map((name) => [
            name,
            { lifecycle: { ignore_changes: attributes } },
          ]),
        ),
      ]),
  );
