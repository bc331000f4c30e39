import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import * as v from 'valibot';
import type { RunPlan } from './run-plan';
import { planSchema } from './run-plan-schema';

/** Reads a plan from the text of its file. The error lists everything that is wrong with it. */
export const readPlan = (json: string): Result<RunPlan, readonly Issue[]> => {
  const input = parsed(json);
  if (!input.ok) return input;
  const read = v.safeParse(planSchema, input.value);
  return read.success ? ok(read.output) : fail(issuesOf(read.issues));
};

const parsed = (json: string): Result<unknown, readonly Issue[]> => {
  try {
    return ok(JSON.parse(json));
  } catch {
    return fail([{ path: '', message: 'must be JSON' }]);
  }
};
