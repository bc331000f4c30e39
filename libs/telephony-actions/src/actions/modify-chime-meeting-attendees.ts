import { listOfLength, oneOf, textOfLength } from '../rules/holds';
import { anyLeg, type LegOptions, type LegParameters, legParameters } from '../rules/leg';
import type { Rule } from '../rules/rule';

/** Mutes or unmutes attendees who joined by telephone. */
export type ModifyChimeMeetingAttendees = {
  readonly Type: 'ModifyChimeMeetingAttendees';
  readonly Parameters: LegParameters & {
    readonly Operation: 'Mute' | 'Unmute';
    readonly MeetingId: string;
    readonly AttendeeList: readonly string[];
  };
};

export type ModifyChimeMeetingAttendeesOptions = LegOptions & {
  readonly operation: 'Mute' | 'Unmute';
  readonly meetingId: string;
  /** 1 to 100 attendee ids. */
  readonly attendeeList: readonly string[];
};

/** Mutes or unmutes attendees who joined by telephone (page mute-unmute). */
export const modifyChimeMeetingAttendees = (
  options: ModifyChimeMeetingAttendeesOptions,
): ModifyChimeMeetingAttendees => ({
  Type: 'ModifyChimeMeetingAttendees',
  Parameters: {
    ...legParameters(options),
    Operation: options.operation,
    MeetingId: options.meetingId,
    AttendeeList: options.attendeeList,
  },
});

export const modifyChimeMeetingAttendeesRules: readonly Rule[] = [
  ...anyLeg,
  {
    id: 'modify-chime-meeting-attendees/operation',
    path: 'Operation',
    message: 'must be Mute or Unmute',
    required: true,
    holds: oneOf('Mute', 'Unmute'),
  },
  {
    id: 'modify-chime-meeting-attendees/meeting-id',
    path: 'MeetingId',
    message: "must be a meeting's id",
    required: true,
    holds: textOfLength(),
  },
  {
    id: 'modify-chime-meeting-attendees/attendee-count',
    path: 'AttendeeList',
    message: 'must be a list of 1 to 100 attendees',
    required: true,
    holds: listOfLength(1, 100),
  },
  {
    id: 'modify-chime-meeting-attendees/attendee',
    path: 'AttendeeList.*',
    message: "must be an attendee's id",
    holds: textOfLength(),
  },
];
