import type { DeliveryPlan, Handler } from '../invoke';
import type { Cancel, NetworkTime } from '../time';

/** How the invocation of a Lambda block ended. */
export type FunctionOutcome =
  | { readonly kind: 'answered'; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly why: string };

export type FunctionCall = {
  readonly time: NetworkTime;
  readonly handler: Handler;
  readonly event: unknown;
  readonly deliveryPlan: DeliveryPlan;
  /** 1 to 8. All attempts together take no longer. */
  readonly withinSeconds: number;
  readonly answerType: 'STRING_MAP' | 'JSON';
  /** Called with each error that the handler throws. */
  readonly failed: (error: unknown) => void;
  readonly done: (outcome: FunctionOutcome) => void;
};

// Administrator guide, "Grant Connect access to your Lambda functions": up to three retries, within 8 s, answers below 32 KB.
const mostAttempts = 4;
const mostSeconds = 8;
const answerBelowBytes = 32_768;

/**
 * Invokes a function as a Lambda block does, and calls `done` once. An invocation that fails is retried; one that takes too
 * long is not. That the block's own limit bounds all attempts together is our reading of the guide.
 *
 * @returns stops it, when the contact ends
 */
export const invokeFunction = (call: FunctionCall): Cancel => {
  const { time, handler, deliveryPlan, answerType, done } = call;
  const wire = JSON.stringify(call.event);
  let settled = false;
  let attempts = 0;

  const settle = (outcome: FunctionOutcome): void => {
    if (settled) return;
    settled = true;
    stopClock();
    done(outcome);
  };

  const attempt = (): void => {
    const { deliverAfter, answerAfter, lost, answerLost, againAfter } = deliveryPlan(attempts++);
    const deliver = async (isAnswerUsed: boolean): Promise<void> => {
      let answer: unknown;
      try {
        answer = await handler(JSON.parse(wire));
      } catch (error) {
        call.failed(error);
        if (!isAnswerUsed || settled) return;
        if (attempts < mostAttempts) attempt();
        else settle({ kind: 'failed', why: `failed ${mostAttempts} times` });
        return;
      }
      if (isAnswerUsed) time.after(answerAfter, () => settle(readAnswer(answer, answerType)));
    };
    if (!lost) time.after(deliverAfter, () => deliver(!answerLost));
    if (againAfter !== undefined) time.after(deliverAfter + againAfter, () => deliver(false));
  };

  const within = Math.min(call.withinSeconds, mostSeconds);
  const stopClock = time.after(within * 1000, () =>
    settle({ kind: 'failed', why: `no answer within ${within} s` }),
  );
  attempt();
  return () => {
    settled = true;
    stopClock();
  };
};

/** Reads an answer as the block asks for it. What the service would not take is a failure. */
const readAnswer = (value: unknown, type: FunctionCall['answerType']): FunctionOutcome => {
  const text = JSON.stringify(value) as string | undefined;
  const answer: unknown = text === undefined ? undefined : JSON.parse(text);
  if (text === undefined || typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return { kind: 'failed', why: 'the answer is not an object' };
  if (Buffer.byteLength(text) >= answerBelowBytes)
    return { kind: 'failed', why: `the answer has ${Buffer.byteLength(text)} bytes` };
  const notText = Object.entries(answer).find(([, item]) => typeof item !== 'string');
  if (type === 'STRING_MAP' && notText)
    return { kind: 'failed', why: `the answer's ${notText[0]} is not text` };
  return { kind: 'answered', answer: { ...answer } };
};
