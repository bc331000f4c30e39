import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { errorStatus } from './chime-error';
import { shapeOf } from '@dialplane/virtual-aws';

describe('the tables of the SDK', () => {
  it('are read with what is required, and its place in a request', () => {
    expect(shapeOf(sdk.UpdateSipRuleRequest$)).toMatchObject({
      kind: 'structure',
      name: 'UpdateSipRuleRequest',
      members: [
        { name: 'SipRuleId', required: true, place: { in: 'path' }, shape: { kind: 'text' } },
        { name: 'Name', required: true, place: { in: 'body' }, shape: { kind: 'text' } },
        { name: 'Disabled', required: false, shape: { kind: 'boolean' } },
        {
          name: 'TargetApplications',
          required: false,
          shape: { kind: 'list', of: { kind: 'structure', name: 'SipRuleTargetApplication' } },
        },
      ],
    });
  });

  it('are read with the names of the query', () => {
    expect(shapeOf(sdk.ListSipRulesRequest$)).toMatchObject({
      members: [
        { name: 'SipMediaApplicationId', place: { in: 'query', as: 'sip-media-application' } },
        { name: 'MaxResults', place: { in: 'query', as: 'max-results' }, shape: { kind: 'number' } },
        { name: 'NextToken', place: { in: 'query', as: 'next-token' } },
      ],
    });
  });

  it('have times that are ISO 8601 text everywhere, as JSON writes them', () => {
    const structures = Object.values<unknown>(sdk).filter(
      (it) => Array.isArray(it) && typeof it[0] === 'number' && it[0] === 3,
    );

    const members = structures
      .map(shapeOf)
      .flatMap((shape) => (shape.kind === 'structure' ? shape.members : []));
    const times = members.flatMap(({ shape }) => (shape.kind === 'time' ? [shape.as] : []));

    expect(times.length).toBeGreaterThan(20);
    expect(new Set(times)).toEqual(new Set(['text']));
  });

  it('have the errors that we have, with the same HTTP status', () => {
    const errors = Object.values<unknown>(sdk).filter((it) => Array.isArray(it) && it[0] === -3) as [
      number,
      string,
      string,
      { httpError?: number },
    ][];
    const statuses = errors.flatMap(([, , name, { httpError }]) => (httpError ? [[name, httpError]] : []));

    expect(Object.fromEntries(statuses)).toEqual(errorStatus);
  });
});
