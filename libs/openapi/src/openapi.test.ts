import Ajv from 'ajv/dist/2020';
import { bodiesOf, objectOf, parameter, phoneNumber, text } from './index';

const ajv = new Ajv();

it('describes an object that has all its required fields and no unknown ones', () => {
  const accepts = ajv.compile(objectOf({ number: phoneNumber }, { name: text }));

  expect(accepts({ number: '+12065550100' })).toBe(true);
  expect(accepts({ number: '+12065550100', name: 'Office' })).toBe(true);
  expect(accepts({ name: 'Office' })).toBe(false);
  expect(accepts({ number: '206 555 0100' })).toBe(false);
  expect(accepts({ number: '+12065550100', nmae: 'Office' })).toBe(false);
});

it('requires each parameter of a path, and others only where that is said', () => {
  expect(parameter('path', 'number')).toMatchObject({ required: true });
  expect(parameter('query', 'next')).toMatchObject({ required: false });
  expect(parameter('header', 'If-Match', 'The version.', true)).toMatchObject({ required: true });
});

it('gives errors as problem details, and everything else as JSON', () => {
  const { gives, problem } = bodiesOf<'Number'>();

  expect(gives('Number')).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Number' } } },
  });
  expect(problem('There is no such number.')).toMatchObject({
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
});
