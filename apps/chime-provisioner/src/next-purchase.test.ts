import { nextPurchase } from './next-purchase';

it.each`
  status                 | orders          | asked         | next                | because
  ${undefined}           | ${'none'}       | ${'not-yet'}  | ${'order'}          | ${'nobody has ordered it'}
  ${undefined}           | ${'none'}       | ${'accepted'} | ${'wait'}           | ${'the list of orders may lag'}
  ${undefined}           | ${'none'}       | ${'refused'}  | ${'choose-another'} | ${'it cannot be had'}
  ${undefined}           | ${'open'}       | ${'not-yet'}  | ${'wait'}           | ${'an earlier invocation ordered it'}
  ${undefined}           | ${'open'}       | ${'refused'}  | ${'wait'}           | ${'it was refused because it is ordered'}
  ${undefined}           | ${'successful'} | ${'not-yet'}  | ${'wait'}           | ${'it is about to appear'}
  ${undefined}           | ${'failed'}     | ${'not-yet'}  | ${'choose-another'} | ${'somebody else has it'}
  ${'AcquireInProgress'} | ${'none'}       | ${'not-yet'}  | ${'wait'}           | ${'it is arriving'}
  ${'Unassigned'}        | ${'none'}       | ${'not-yet'}  | ${'there'}          | ${'it is in the account'}
  ${'Assigned'}          | ${'none'}       | ${'not-yet'}  | ${'there'}          | ${'it is in the account'}
  ${'AcquireFailed'}     | ${'none'}       | ${'not-yet'}  | ${'choose-another'} | ${'it never arrives'}
  ${'ReleaseInProgress'} | ${'none'}       | ${'not-yet'}  | ${'choose-another'} | ${'it is on its way out'}
`(
  '$next when the number is $status, its orders are $orders, ours is $asked: $because',
  ({ next, ...seen }) => {
    expect(nextPurchase(seen)).toBe(next);
  },
);
