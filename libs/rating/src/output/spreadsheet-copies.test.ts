import { folderWith, removeFolders } from '@dialplane/basics/testing';
import { join } from 'node:path';
import { rowsOf } from '../../testing';
import { spreadsheetCell, spreadsheetText } from './spreadsheet-copies';

afterAll(removeFolders);

it.each(
  ['=1', '+1', '-2', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1+1', '＝1+1', '＋1', '"=1"']
    .concat(['1E10', '12.50', '0.1', '1,5', '00012', '5%', '$5', '(5)', '1 000', '٣'])
    .concat(['2020-06-10', '2020-06', '1/2', '9:30', 'May 20', 'Dec-1', 'SEPT2', 'Okt. 2020'])
    .concat(['June 5 AM', 'Dec 1 5PM', 'May 5 2020 10:00 PM', 'jan 1 8 a.m.'])
    .concat(['TRUE', 'false', '#N/A', "'", ' a', 'a,b', 'a;b', 'a\nb', '+12065550100', '1e10-4b2c']),
)('puts an apostrophe in front of %j', (cell) => {
  expect(spreadsheetCell(cell)).toBe(`'${cell}`);
});

it.each([
  '',
  'Outbound',
  'USE1-US-US-outbound-minutes',
  'AmazonChimeVoiceConnector USE1-US-inbound-minutes',
  'Amazon-Chime-Voice-Connector-CDRs/json/vc1/2020/06/10/12.00.00.000_a',
  'a1b2c3@203.0.113.9',
  'no-price',
  'US-US',
  'JRTCKXETXF.6YS6EN2CT7',
])('leaves the ordinary text "%s" unchanged', (cell) => {
  expect(spreadsheetCell(cell)).toBe(cell);
});

it('leaves numbers, amounts and moments in their columns as they are', async () => {
  const texts: string[] = [];
  const csv =
    'call_id,billed_seconds,cost,cost_exact,started_at,other_started_at,other_call_id,late,seconds,day\r\n1E10,60,0.0048000000,2880000000,2020-06-10T12:00:00Z,2020-06-10T12:00:05Z,2E10,true,5,2020-06-10\r\n';
  for await (const text of spreadsheetText(join(folderWith({ 'a.csv': csv }), 'a.csv'))) texts.push(text);

  expect(rowsOf(texts.join(''))).toEqual([
    {
      call_id: "'1E10",
      billed_seconds: '60',
      cost: '0.0048000000',
      cost_exact: '2880000000',
      started_at: '2020-06-10T12:00:00Z',
      other_started_at: '2020-06-10T12:00:05Z',
      other_call_id: "'2E10",
      late: 'true',
      seconds: '5',
      day: "'2020-06-10",
    },
  ]);
});
