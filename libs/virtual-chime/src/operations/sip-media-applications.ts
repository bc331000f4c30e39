import type { Application } from '../account';
import { badRequest, conflict, chimeNotFound } from '../chime-error';
import type { OutputOf } from '../chime-operation-types';
import { checkQuota } from '../owned-numbers';
import { chimePageOf } from '../chime-page';
import type { ChimeBehaviours, ChimeService } from '../service';

/** SIP media applications: the Lambda functions that answer calls. */
export const chimeApplications = {
  CreateSipMediaApplication: (service, { AwsRegion, Name, Endpoints, Tags = [] }) => {
    const { account, accountId, quotas, now, newId } = service;
    const lambdaArn = lambdaIn(Endpoints, AwsRegion);
    checkQuota('SIP media applications', account.applications.size + 1, quotas.sipMediaApplications);
    const id = newId();
    const application: Application = {
      id,
      arn: `arn:aws:chime:${AwsRegion}:${accountId}:sma/${id}`,
      region: AwsRegion,
      name: Name,
      lambdaArn,
      tags: Tags,
      messageLogs: false,
      createdAt: now(),
      updatedAt: now(),
    };
    account.applications.set(id, application);
    return { SipMediaApplication: inApiWords(application) };
  },

  GetSipMediaApplication: (service, { SipMediaApplicationId }) => ({
    SipMediaApplication: inApiWords(applicationOrThrow(service, SipMediaApplicationId)),
  }),

  ListSipMediaApplications: ({ account }, input) => {
    const { page, ...next } = chimePageOf([...account.applications.values()], ({ id }) => id, input);
    return { SipMediaApplications: page.map(inApiWords), ...next };
  },

  UpdateSipMediaApplication: (service, { SipMediaApplicationId, Name, Endpoints }) => {
    const application = applicationOrThrow(service, SipMediaApplicationId);
    const lambdaArn = Endpoints && lambdaIn(Endpoints, application.region);
    if (lambdaArn) application.lambdaArn = lambdaArn;
    if (Name !== undefined) application.name = Name;
    application.updatedAt = service.now();
    return { SipMediaApplication: inApiWords(application) };
  },

  DeleteSipMediaApplication: (service, { SipMediaApplicationId }) => {
    const { id } = applicationOrThrow(service, SipMediaApplicationId);
    const rule = [...service.account.rules.values()].find(({ targets }) =>
      targets.some(({ applicationId }) => applicationId === id),
    );
    if (rule)
      throw conflict(
        `Cannot delete the SIP media application "${id}": the SIP rule "${rule.name}" targets it, expected no rule to`,
      );
    service.account.applications.delete(id);
    return {};
  },

  PutSipMediaApplicationLoggingConfiguration: (service, input) => {
    const application = applicationOrThrow(service, input.SipMediaApplicationId);
    const { EnableSipMediaApplicationMessageLogs = false } =
      input.SipMediaApplicationLoggingConfiguration ?? {};
    application.messageLogs = EnableSipMediaApplicationMessageLogs;
    return { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs } };
  },

  GetSipMediaApplicationLoggingConfiguration: (service, { SipMediaApplicationId }) => ({
    SipMediaApplicationLoggingConfiguration: {
      EnableSipMediaApplicationMessageLogs: applicationOrThrow(service, SipMediaApplicationId).messageLogs,
    },
  }),
} satisfies ChimeBehaviours;

/** @throws ChimeError NotFoundException */
export const applicationOrThrow = ({ account }: ChimeService, id: string): Application => {
  const found = account.applications.get(id);
  if (!found)
    throw chimeNotFound(`Cannot find the SIP media application "${id}": expected one of the account's`);
  return found;
};

/** The function must be in the application's own Region (administration guide, "Creating a SIP media application"). */
const lambdaIn = (
  endpoints: readonly { readonly LambdaArn?: string | undefined }[],
  region: string,
): string => {
  const arn = endpoints[0]?.LambdaArn;
  if (!arn) throw badRequest('Cannot use the endpoint of a SIP media application: expected a LambdaArn');
  const itsRegion = arn.split(':')[3];
  if (itsRegion !== region)
    throw badRequest(
      `Cannot use the Lambda function "${arn}": it is in ${itsRegion}, expected the application's Region ${region}`,
    );
  return arn;
};

const inApiWords = (
  it: Application,
): NonNullable<OutputOf<'GetSipMediaApplication'>['SipMediaApplication']> => ({
  SipMediaApplicationId: it.id,
  SipMediaApplicationArn: it.arn,
  AwsRegion: it.region,
  Name: it.name,
  Endpoints: [{ LambdaArn: it.lambdaArn }],
  CreatedTimestamp: new Date(it.createdAt),
  UpdatedTimestamp: new Date(it.updatedAt),
});
