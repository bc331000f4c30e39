import { legsUp, type Leg } from './call';

it('counts a leg as up until it has ended', () => {
  const caller: Leg = { id: 'a', role: 'caller', up: false };
  const callee: Leg = { id: 'b', role: 'callee', up: true };

  expect(legsUp({ id: 'call', legs: [caller, callee], memory: {} })).toEqual([callee]);
});
