import type { Stage } from './stage';

/** Every place that Dialplane is deployed to, and all that differs there. */
export const stages = {
  test: { region: 'us-east-1', alarmTopic: 'dialplane-chat', keepsData: false },
  live: { region: 'us-east-1', alarmTopic: 'dialplane-pager', keepsData: true },
} as const satisfies Readonly<Record<string, Stage>>;
