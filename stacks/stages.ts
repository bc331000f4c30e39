import type { Stage } from './stage';

/** Every place that Dialplane is deployed to, and all that differs there. */
export const stages = {
  test: {
    region: 'us-east-1',
    alarmTopic: 'dialplane-chat',
    keepsData: false,
    // A number to try things with. It costs money from the first day, and is given back with the stack.
    numbers: [{ name: 'to-try', order: { areaCode: '206' }, onDestroy: 'release' }],
    rating: { runs: [{ name: 'monthly', frequency: 'Monthly' }] },
  },
  live: {
    region: 'us-east-1',
    alarmTopic: 'dialplane-pager',
    keepsData: true,
    rating: {
      runs: [
        { name: 'daily', frequency: 'Daily' },
        { name: 'monthly', frequency: 'Monthly' },
      ],
    },
  },
} as const satisfies Readonly<Record<string, Stage>>;
