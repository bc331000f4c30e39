/** A request to AWS that Terraform's provider has sent, as it is in the provider's log. */
export type LoggedRequest = {
  /** As the SDK names them, such as `DynamoDB` and `CreateTable`. */
  readonly service: string;
  readonly operation: string;
  /** The type of the resource or data source that the request is for. Undefined for requests of the provider itself. */
  readonly type?: string;
  /** The call of Terraform to its provider that the request is part of, such as the creation of one resource. */
  readonly call: string;
  readonly method: string;
  readonly url: URL;
  /** Cut off after some thousand characters. */
  readonly body: string;
};

/**
 * Reads every request from the log of hashicorp/aws at the level DEBUG (Terraform documentation, "Debugging Terraform"). The
 * provider leaves secrets and long binary bodies out. It breaks requests with the code of a function into pieces that cannot be
 * read, so those are read from their responses, which name the function and its role.
 */
export const loggedRequests = (log: string): readonly LoggedRequest[] =>
  log.split(/^(?=\d{4}-\d\d-\d\dT[\d:.]+Z \[)/m).flatMap((entry) => {
    const isRequest = entry.includes(': HTTP Request Sent:');
    if (!isRequest && !entry.includes(': HTTP Response Received:')) return [];
    const { body, fields } = read(entry, isRequest ? 'request' : 'response');
    const operation = fields['rpc.method'] ?? '';
    if (!isRequest && !withCode.has(operation)) return [];
    const type = fields['tf_resource_type'] ?? fields['tf_data_source_type'];
    return {
      service: fields['rpc.service'] ?? '',
      operation,
      ...(type && { type }),
      call: fields['tf_req_id'] ?? '',
      method: fields['http.method'] ?? '',
      url: new URL(fields['http.url'] ?? 'http://unknown'),
      body,
    };
  });

const withCode = new Set(['CreateFunction', 'UpdateFunctionCode']);

const read = (entry: string, kind: 'request' | 'response') => {
  const [lines = ''] = new RegExp(`http\\.${kind}\\.body=\\n(?: {2}\\|.*\\n)+`).exec(entry) ?? [];
  const fields: Readonly<Record<string, string | undefined>> = Object.fromEntries(
    [...entry.replace(lines, ' ').matchAll(/([\w.@]+)=(?:"((?:[^"\\]|\\.)*)"|(\[[^\]]*\]|\S*))/g)].map(
      ([, name, quoted, plain]) => [name, quoted === undefined ? plain : JSON.parse(`"${quoted}"`)],
    ),
  );
  const body = [...lines.matchAll(/^ {2}\| (.*)$/gm)].map(([, line]) => line).join('\n');
  return { fields, body: body || (fields[`http.${kind}.body`] ?? '') };
};
