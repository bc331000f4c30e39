import { phoneNetwork, virtualTime } from '.';

const ada = '+12065550199';
const grace = '+12065550142';

const ringing = async () => {
  const time = virtualTime(0);
  const said: string[] = [];
  const network = phoneNetwork({ time, transcript: ({ from, what }) => void said.push(`${from} ${what}`) });
  network.addPhone(grace, { kind: 'no-answer' });
  network.dial({ from: ada, to: grace });
  await time.run(1_000);
  const lineOf = (phone: string) => {
    const found = network.phoneLines().find((it) => it.phone === phone);
    if (!found) throw new Error(`No line of ${phone}`);
    return found;
  };
  return { network, said, lineOf };
};

it('lets a person act as the phone that rings, and as the caller', async () => {
  const { network, said, lineOf } = await ringing();
  expect(network.phoneLines().map(({ phone, side }) => [phone, side])).toEqual([
    [grace, 'callee'],
    [ada, 'caller'],
  ]);
  lineOf(grace).line.answer();
  expect(lineOf(ada).line.state()).toBe('up');
  lineOf(ada).line.hangUp('caller');

  expect(said).toEqual([`${ada} INVITE`, `${grace} 180 Ringing`, `${grace} 200 OK`, `${ada} BYE`]);
  expect(network.phoneLines()).toEqual([]);
});

it('forgets a line that was refused', async () => {
  const { network, said, lineOf } = await ringing();
  lineOf(grace).line.refuse(486);

  expect(said.at(-1)).toBe(`${grace} 486 Busy Here`);
  expect(network.phoneLines()).toEqual([]);
});
