import { readErrorResponse } from './error-response';

const issues = [{ path: 'targets.0.number', message: 'must not be an emergency number' }];
const problem = (title: string, more: object = {}) => JSON.stringify({ type: 'about:blank', title, ...more });

it.each`
  status | text                                             | exit             | message
  ${422} | ${problem('Cannot use the forward', { issues })} | ${'refused'}     | ${'Cannot use the forward'}
  ${412} | ${problem('Conflict')}                           | ${'refused'}     | ${'Cannot PUT /forwards: the API answered 412, Conflict'}
  ${429} | ${'{"message":"Too Many Requests"}'}             | ${'refused'}     | ${'Cannot PUT /forwards: the API answered 429, Too Many Requests'}
  ${401} | ${'{"message":"Unauthorized"}'}                  | ${'not-allowed'} | ${'Cannot PUT /forwards: the API answered 401, Unauthorized. Set DIALPLANE_TOKEN to a token that has not expired'}
  ${403} | ${problem('Cannot change forwards')}             | ${'not-allowed'} | ${'Cannot change forwards. The token is valid, but its owner is not allowed to do this'}
  ${500} | ${'{"message":"Internal Server Error"}'}         | ${'error'}       | ${'Cannot PUT /forwards: the API answered 500, Internal Server Error'}
  ${502} | ${'<html>Bad Gateway</html>'}                    | ${'error'}       | ${'Cannot PUT /forwards: the API answered 502'}
  ${302} | ${''}                                            | ${'error'}       | ${'Cannot PUT /forwards: the API answered 302'}
  ${400} | ${'null'}                                        | ${'refused'}     | ${'Cannot PUT /forwards: the API answered 400'}
`('$status is "$exit": $message', ({ status, text, exit, message }) => {
  expect(readErrorResponse('PUT /forwards', status, text)).toMatchObject({
    ok: false,
    error: { exit, status, message },
  });
});

it('keeps every well-formed issue', () => {
  const { error } = readErrorResponse(
    'PUT /forwards',
    422,
    problem('Cannot', { issues: [...issues, 'x', null, { path: 1 }] }),
  ) as {
    error: unknown;
  };

  expect(error).toMatchObject({ issues });
});
