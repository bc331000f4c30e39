import { textOfLength } from '../rules/holds';
import { callerLeg, type CallerLegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Connects the caller to a meeting. Not possible on a bridged call. */
export type JoinChimeMeeting = {
  readonly Type: 'JoinChimeMeeting';
  readonly Parameters: LegParameters & { readonly JoinToken: string; readonly MeetingId?: string };
};

export type JoinChimeMeetingOptions = CallerLegOptions & {
  /** The attendee's token, from CreateAttendee. */
  readonly joinToken: string;
  /** Required for meetings created with the ChimeSDKMeetings API, which all new ones are. */
  readonly meetingId?: string;
};

/** Connects the caller to a meeting (page join-chime-meeting). */
export const joinChimeMeeting = (options: JoinChimeMeetingOptions): JoinChimeMeeting => ({
  Type: 'JoinChimeMeeting',
  Parameters: {
    ...legParameters(options),
    JoinToken: options.joinToken,
    ...(options.meetingId !== undefined && { MeetingId: options.meetingId }),
  },
});

export const joinChimeMeetingRules: readonly Rule[] = [
  ...callerLeg,
  {
    id: 'join-chime-meeting/join-token',
    path: 'JoinToken',
    message: "must be an attendee's join token",
    hint: 'the name is JoinToken; a published sample wrongly has AttendeeJoinToken',
    required: true,
    holds: textOfLength(),
  },
  {
    id: 'join-chime-meeting/meeting-id',
    path: 'MeetingId',
    message: "must be a meeting's id",
    holds: textOfLength(),
  },
];
