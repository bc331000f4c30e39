import { compareDecisions } from './compare-decisions';

/** `npm run decisions -- 10000`: plays call traces through Chime and Twilio, and prints the counts. */
compareDecisions(Number(process.argv[2] ?? 10_000)).then(({ traces, decisions, different }) =>
  console.log(
    `${traces} call traces through Chime and through Twilio: ${decisions} decisions, ${different} different calls, all alike`,
  ),
);
