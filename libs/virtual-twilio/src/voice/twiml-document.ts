import { fail, ok, type Result } from '@dialplane/basics';
import { SaxesParser } from 'saxes';

/** An element of a TwiML document. Text between elements is joined. */
export type TwimlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TwimlElement[];
  readonly text: string;
};

type Open = { name: string; attributes: Record<string, string>; children: Open[]; text: string };

/** Parses TwiML as strictly as XML 1.0 requires. @returns the children of `<Response>`, or why it cannot be parsed */
export const readTwiml = (xml: string): Result<readonly TwimlElement[], string> => {
  const parser = new SaxesParser();
  const open: Open[] = [];
  const wrong: string[] = [];
  let root: Open | undefined;
  parser.on('error', ({ message }) => void wrong.push(message));
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = {
      name,
      attributes: { ...attributes } as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const text = (some: string) => {
    const current = open.at(-1);
    if (current) current.text += some;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  if (wrong[0] !== undefined) return fail(wrong[0]);
  if (root?.name !== 'Response') return fail(`expected <Response>, not <${root?.name ?? ''}>`);
  return ok(root.children);
};
