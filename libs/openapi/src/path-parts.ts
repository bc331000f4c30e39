import { refTo, text } from './schema-parts';

/** A parameter of a request. One in the path is always required. */
export const parameter = (
  place: 'path' | 'query' | 'header',
  name: string,
  description?: string,
  required = place === 'path',
) => ({ in: place, name, ...(description !== undefined && { description }), required, schema: text });

/** The parameters of a request for one page of a list. */
export const pageParameters = [
  parameter('query', 'limit', '1 to 100; the default is 50.'),
  parameter('query', 'next', 'The token of the previous page.'),
];

/** The bodies of requests and responses, by the names of an API's schemas. One of them is `Problem`, the body of each error. */
export const bodiesOf = <SchemaName extends string>() => {
  const json = (name: SchemaName | 'Problem', type = 'application/json') => ({
    content: { [type]: { schema: refTo(name) } },
  });
  return {
    gives: (name: SchemaName, description = 'Found.', headers?: object) => ({
      description,
      ...json(name),
      ...(headers && { headers }),
    }),
    takes: (name: SchemaName, required = true) => ({ requestBody: { required, ...json(name) } }),
    problem: (description: string) => ({ description, ...json('Problem', 'application/problem+json') }),
  };
};

/** The path that returns the OpenAPI document. */
export const documentPath = (errors: object = {}) => ({
  get: {
    summary: 'This document.',
    responses: {
      200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
      ...errors,
    },
  },
});
