import type { Shape } from './shape';

/** An output as JSON carries it: times in the form that the service uses, members without a value left out. */
export const written = (shape: Shape, value: unknown): unknown => {
  if (value === undefined || value === null) return undefined;
  switch (shape.kind) {
    case 'time':
      return value instanceof Date ? timeAs(shape.as, value) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => written(shape.of, item)) : value;
    case 'map':
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(shape.of, item)]));
    case 'structure': {
      const members = new Map<string, unknown>(Object.entries(value));
      return Object.fromEntries(
        shape.members.map((member) => [member.name, written(member.shape, members.get(member.name))]),
      );
    }
    default:
      return value;
  }
};

const timeAs = (form: 'text' | 'seconds', time: Date): string | number =>
  form === 'text' ? time.toISOString() : time.getTime() / 1_000;
