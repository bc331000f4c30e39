import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { AskPool } from './legacy-ivr';

/** Asks the pool API by invoking its Lambda: IAM decides who may. */
export const awsAskPool =
  (lambda: LambdaClient, functionName: string): AskPool =>
  async (request, abortSignal) => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { abortSignal },
    );
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError) throw new Error(`Cannot reserve a number: the pool API failed with ${FunctionError}`);
    return JSON.parse(text) as Awaited<ReturnType<AskPool>>;
  };
