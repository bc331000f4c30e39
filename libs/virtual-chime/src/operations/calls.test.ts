import {
  CreateSipMediaApplicationCallCommand,
  type CreateSipMediaApplicationCallCommandInput,
  DeletePhoneNumberCommand,
  UpdateSipMediaApplicationCallCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { RouteTarget } from '../route-target';
import type { CallRequest } from '../service';
import {
  anApplication,
  chimeUnderTest,
  dialIn,
  first,
  lambdaIn,
  second,
} from '../../testing/chime-under-test';

const setUp = async () => {
  const placed: { readonly application: RouteTarget; readonly request: CallRequest }[] = [];
  const { client } = chimeUnderTest({
    calls: {
      place: (application, request) => `t-${placed.push({ application, request })}`,
      update: (_, transactionId) => transactionId === 't-1',
    },
  });
  const SipMediaApplicationId = await anApplication(client);
  return {
    client,
    placed,
    SipMediaApplicationId,
    call: (change: Partial<CreateSipMediaApplicationCallCommandInput> = {}) =>
      client.send(
        new CreateSipMediaApplicationCallCommand({
          SipMediaApplicationId,
          FromPhoneNumber: dialIn,
          ToPhoneNumber: '+12065550142',
          ...change,
        }),
      ),
  };
};

it('places a call from a number of the account', async () => {
  const { placed, call, SipMediaApplicationId } = await setUp();

  const { SipMediaApplicationCall } = await call({
    FromPhoneNumber: '12065550102',
    SipHeaders: { 'X-Reason': 'callback' },
    ArgumentsMap: { order: '7' },
  });

  expect(SipMediaApplicationCall).toEqual({ TransactionId: 't-1' });
  expect(placed).toEqual([
    {
      application: {
        applicationId: SipMediaApplicationId,
        region: 'us-east-1',
        lambdaArn: lambdaIn('us-east-1'),
      },
      request: {
        from: dialIn,
        to: '+12065550142',
        headers: { 'X-Reason': 'callback' },
        arguments: { order: '7' },
      },
    },
  ]);
});

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));

it.each`
  because                             | change                                  | error
  ${'the caller is not ours'}         | ${{ FromPhoneNumber: '+12065550199' }}  | ${'BadRequestException'}
  ${'the caller is given back'}       | ${{ FromPhoneNumber: second }}          | ${'BadRequestException'}
  ${'nobody is called 911'}           | ${{ ToPhoneNumber: 'nine one one' }}    | ${'BadRequestException'}
  ${'the application does not exist'} | ${{ SipMediaApplicationId: 'nowhere' }} | ${'BadRequestException'}
  ${'21 headers are too many'}        | ${{ SipHeaders: many(21) }}             | ${'BadRequestException'}
  ${'an argument is not text'}        | ${{ ArgumentsMap: { order: 7 } }}       | ${'BadRequestException'}
`('does not place a call because $because', async ({ change, error }) => {
  const { placed, call, client } = await setUp();
  await client.send(new DeletePhoneNumberCommand({ PhoneNumberId: second }));

  await expect(call(change)).rejects.toMatchObject({ name: error });
  expect(placed).toEqual([]);
});

it.each`
  call     | application  | outcome
  ${'t-1'} | ${'id-001'}  | ${202}
  ${'t-9'} | ${'id-001'}  | ${'NotFoundException'}
  ${'t-1'} | ${'nowhere'} | ${'NotFoundException'}
`('answers $outcome to an update of $call at $application', async ({ call, application, outcome }) => {
  const { client } = await setUp();
  const update = client.send(
    new UpdateSipMediaApplicationCallCommand({
      SipMediaApplicationId: application,
      TransactionId: call,
      Arguments: { order: '8' },
    }),
  );

  await expect(
    update.then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error: Error) => error.name,
    ),
  ).resolves.toBe(outcome);
});

it('places no call where there is no phone network', async () => {
  const { client } = chimeUnderTest();
  const SipMediaApplicationId = await anApplication(client);

  await expect(
    client.send(
      new CreateSipMediaApplicationCallCommand({
        SipMediaApplicationId,
        FromPhoneNumber: first,
        ToPhoneNumber: '+12065550142',
      }),
    ),
  ).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
});
