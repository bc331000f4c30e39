import { connectArrival } from '@dialplane/dnis-pool';
import { type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { handle } from 'hono/aws-lambda';
import type { PoolClient } from './client';
import { type DnisApi, dnisApi } from './dnis-api';
import { gatewayClient } from './gateway-client';
import { answerSample, getCall, type SampleAnswer } from './sample-function';

/** A request without an HTTP API in front, by a caller that IAM lets invoke the Lambda. */
export type DirectRequest = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The answer to a direct request. */
export type DirectAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
};

/** A caller that may invoke the Lambda itself may do everything: IAM decides which callers may. */
const invoker: PoolClient = { name: 'direct invocation', mayTransfer: true, mayAdminister: true };

/**
 * The Lambda's handler. It takes requests of an HTTP API (payload 2.0), direct requests, and the published sample's
 * requests, direct or from an Amazon Connect flow.
 */
export const dnisApiHandler = (wired: Omit<DnisApi, 'whoAsks'>) => {
  const http = handle(dnisApi({ ...wired, whoAsks: gatewayClient }));
  const direct = dnisApi({ ...wired, whoAsks: () => invoker });
  const { dnis, count } = wired;

  const fromConnect = async (event: Readonly<Record<string, unknown>>): Promise<SampleAnswer> => {
    const { Parameters } = event['Details'] as { readonly Parameters?: Record<string, unknown> };
    if (Parameters?.['function'] !== 'getcall')
      return answerSample(dnis, count, Parameters ?? {}, invoker.name);
    const arrival = connectArrival(event);
    return arrival.ok ? getCall(dnis, arrival.value) : { status: 'Failed', message: 'DNIS not present.' };
  };

  const ask = async ({ method, path, body, headers = {} }: DirectRequest): Promise<DirectAnswer> => {
    const response = await direct.request(path ?? '/', {
      method: method ?? 'GET',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
      headers: Object.fromEntries(response.headers),
    };
  };

  return async (event: unknown, context?: LambdaContext): Promise<unknown> => {
    const given = (event ?? {}) as Readonly<Record<string, unknown>>;
    // Only API Gateway's events have it, so no request over HTTP can pass for a direct one.
    if (given['requestContext']) return http(event as LambdaEvent, context);
    if (given['Details']) return fromConnect(given);
    if (given['function'] !== undefined) return answerSample(dnis, count, given, invoker.name);
    return ask(given as DirectRequest);
  };
};
