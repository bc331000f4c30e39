import type { SynthesizedStack } from '@dialplane/constructs';

/** What an emulator reports otherwise than AWS, or not at all: it would look like a change at every plan. */
const misreported: Readonly<Record<string, readonly string[]>> = {
  // ministack 1.5.33 gives every authoriser the format of REQUEST authorisers; ours are JWT.
  aws_apigatewayv2_authorizer: ['authorizer_payload_format_version'],
  // It forgets how many runs of a Glue job there may be at once, and the job's tags.
  aws_glue_job: ['execution_property', 'tags_all'],
};

/** The overrides that make Terraform look away from just that. */
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
