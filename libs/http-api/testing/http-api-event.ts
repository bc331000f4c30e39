/**
 * A request in the form that an HTTP API sends to a Lambda function
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 *
 * @param authorizer what the authoriser of the API found out, such as `{ jwt: { claims: { … } } }`
 */
export const httpApiEvent = (method: string, rawPath: string, authorizer?: object, body?: object) => ({
  version: '2.0',
  routeKey: `${method} ${rawPath}`,
  rawPath,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    domainName: 'api.example',
    ...(authorizer && { authorizer }),
  },
  isBase64Encoded: false,
  ...(body && { body: JSON.stringify(body) }),
});
