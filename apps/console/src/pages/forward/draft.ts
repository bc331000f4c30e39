import type { Forward, Hours, Target } from '@dialplane/forwarding';
import { plainNumber } from '../../parts/plain-number';

/** A target while it is edited: every field of either kind, as typed. */
export type DraftTarget = {
  /** Stays the same while targets change places. */
  readonly key: string;
  readonly kind: 'phone' | 'trunk';
  readonly number: string;
  readonly trunk: string;
  readonly user: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ringSeconds: string;
  readonly confirm: boolean;
};

export type DraftRange = { readonly days: readonly string[]; readonly from: string; readonly to: string };

export type DraftHours = {
  readonly zone: string;
  readonly weekly: readonly DraftRange[];
  readonly holidays: readonly string[];
  readonly outside: readonly DraftTarget[];
};

/** A forward while it is edited. Its texts are as typed, so they may be wrong. */
export type ForwardDraft = {
  readonly targets: readonly DraftTarget[];
  readonly callerId: Forward['callerId'];
  /** Empty: no greeting. */
  readonly prompt: string;
  readonly promptWhen: 'before-ringing' | 'while-ringing';
  readonly hours: DraftHours | undefined;
  readonly blocked: readonly string[];
  readonly atEnd: Forward['atEnd'];
};

let keys = 0;
const newKey = (): string => `target-${(keys += 1)}`;

/** A target that is not filled in yet. */
export const emptyTarget = (kind: DraftTarget['kind'] = 'phone'): DraftTarget => ({
  key: newKey(),
  kind,
  number: '',
  trunk: '',
  user: '',
  headers: {},
  ringSeconds: '30',
  confirm: false,
});

/** What the editor starts with for a number without a forward. */
export const emptyDraft = (): ForwardDraft => ({
  targets: [emptyTarget()],
  callerId: 'caller',
  prompt: '',
  promptWhen: 'before-ringing',
  hours: undefined,
  blocked: [],
  atEnd: 'apology',
});

const draftTarget = (target: Target): DraftTarget => ({
  ...emptyTarget(target.kind),
  ...(target.kind === 'phone'
    ? { number: target.number }
    : { trunk: target.trunk, user: target.user, headers: target.headers ?? {} }),
  ringSeconds: String(target.ringSeconds ?? 30),
  confirm: target.confirm ?? false,
});

const draftHours = ({ zone, weekly, holidays = [], outside }: NonNullable<Forward['hours']>): DraftHours => ({
  zone,
  weekly,
  holidays,
  outside: outside.map(draftTarget),
});

/** A forward as the editor shows it. */
export const draftOf = ({
  targets,
  callerId,
  greeting,
  hours,
  blocked = [],
  atEnd,
}: Omit<Forward, 'number'>): ForwardDraft => ({
  targets: targets.map(draftTarget),
  callerId,
  prompt: greeting?.prompt ?? '',
  promptWhen: greeting?.when ?? 'before-ringing',
  hours: hours && draftHours(hours),
  blocked,
  atEnd,
});

const targetOf = ({ kind, number, trunk, user, headers, ringSeconds, confirm }: DraftTarget) => ({
  kind,
  ...(kind === 'phone'
    ? { number: plainNumber(number) }
    : { trunk, user, ...(Object.keys(headers).length > 0 && { headers }) }),
  ringSeconds: ringSeconds.trim() === '' ? Number.NaN : Number(ringSeconds),
  ...(confirm && { confirm }),
});

/** What the editor sends: a forward, if the draft is right. `parseForward` says whether it is. */
export const forwardOf = (number: string, draft: ForwardDraft): unknown => ({
  number,
  targets: draft.targets.map(targetOf),
  callerId: draft.callerId,
  ...(draft.prompt !== '' && { greeting: { prompt: draft.prompt, when: draft.promptWhen } }),
  ...(draft.hours && { hours: hoursOf(draft.hours) }),
  ...(draft.blocked.length > 0 && { blocked: draft.blocked }),
  atEnd: draft.atEnd,
});

const hoursOf = ({ zone, weekly, holidays, outside }: DraftHours) => ({
  zone,
  weekly,
  ...(holidays.length > 0 && { holidays }),
  outside: outside.map(targetOf),
});

/** Office hours in the time zone of this browser, to start from. */
export const officeHours = (): DraftHours => ({
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  weekly: [
    { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '17:00' },
  ] satisfies Hours['weekly'],
  holidays: [],
  outside: [],
});
