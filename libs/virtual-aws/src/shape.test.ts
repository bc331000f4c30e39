import * as chime from '@aws-sdk/client-chime-sdk-voice';
import * as connect from '@aws-sdk/client-connect';
import { operationsIn } from './service-operation';
import { type Shape, shapeOf } from './shape';
import { written } from './write-output';

/** Reads every shape that an operation's input can contain, and counts the structures. A structure is read once. */
const structuresIn = (shape: Shape, seen = new Set<string>()): number => {
  if (shape.kind === 'list' || shape.kind === 'map') return structuresIn(shape.of, seen);
  if (shape.kind !== 'structure' || seen.has(shape.name)) return 0;
  seen.add(shape.name);
  return shape.members.reduce((count, member) => count + structuresIn(member.shape, seen), 1);
};

const commandsOf = (sdk: object) => Object.keys(sdk).filter((name) => /^[A-Z].*[^$]Command$/.test(name));

it.each`
  sdk        | name
  ${chime}   | ${'Chime'}
  ${connect} | ${'Connect'}
`("reads every operation of $name's SDK, with each structure of their inputs", ({ sdk }) => {
  const operations = operationsIn(sdk);

  expect(operations.map(({ name }) => `${name}Command`).sort()).toEqual(commandsOf(sdk).sort());
  for (const { input } of operations) expect(structuresIn(input)).toBeGreaterThan(0);
});

it('reads a structure that contains itself', () => {
  const expression = shapeOf(connect.Expression$);
  const and = expression.kind === 'structure' && expression.members.find(({ name }) => /and/i.test(name));

  expect(and).toMatchObject({ shape: { kind: 'list', of: { kind: 'structure', name: 'Expression' } } });
});

it('writes a time in the form that its service uses', () => {
  const time = new Date(1_796_000_000_500);

  expect(written(shapeOf(connect.Queue$), { Name: 'a', LastModifiedTime: time })).toEqual({
    Name: 'a',
    LastModifiedTime: 1_796_000_000.5,
  });
  expect(written(shapeOf(chime.SipRule$), { CreatedTimestamp: time })).toEqual({
    CreatedTimestamp: '2026-11-30T00:53:20.500Z',
  });
});

it.each([[undefined], [['a', 'b', 'c', 'd']], [99]])('refuses %j, which no table has', (reference) => {
  expect(() => shapeOf(reference)).toThrow(/Cannot read .* expected a kind of shape known here/);
});
