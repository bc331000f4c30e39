import { downloadsBy } from './download';

const failing = (error: Error) =>
  downloadsBy({ fetch: () => Promise.reject(error), tries: 1 })(
    'https://prices.example/offers/index.json',
    'the index',
  );

it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'CERT_HAS_EXPIRED'])(
  'names the place that cannot be reached because of %s, and what to do',
  async (code) => {
    const cause = Object.assign(new Error('from the system'), { code });

    await expect(failing(new TypeError('fetch failed', { cause }))).rejects.toMatchObject({
      name: 'PricesUnreachable',
      message: expect.stringContaining(
        `Cannot reach https://prices.example for price lists: ${code}. Check the network`,
      ),
    });
  },
);

it('says that a place did not answer in time', async () => {
  await expect(failing(new DOMException('timed out', 'TimeoutError'))).rejects.toThrow(
    'Cannot reach https://prices.example for price lists: it did not answer in time',
  );
});
