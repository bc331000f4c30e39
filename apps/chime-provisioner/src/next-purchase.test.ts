import { nextPurchase } from './next-purchase';

it.each`
  status                 | orders          | asked         | next                | because
  ${undefined}           | ${'none'}       | ${'not-yet'}  | ${'order'}          | ${'it was not ordered yet'}
  ${undefined}           | ${'none'}       | ${'accepted'} | ${'wait'}           | ${'the list of orders may lag'}
  ${undefined}           | ${'none'}       | ${'refused'}  | ${'choose-another'} | ${'it is not available'}
  ${undefined}           | ${'open'}       | ${'not-yet'}  | ${'wait'}           | ${'an earlier invocation ordered it'}
  ${undefined}           | ${'open'}       | ${'refused'}  | ${'wait'}           | ${'it was refused because it is ordered'}
  ${undefined}           | ${'successful'} | ${'not-yet'}  | ${'wait'}           | ${'it will appear soon'}
  ${undefined}           | ${'failed'}     | ${'not-yet'}  | ${'choose-another'} | ${'another account has it'}
  ${'AcquireInProgress'} | ${'none'}       | ${'not-yet'}  | ${'wait'}           | ${'it is being acquired'}
  ${'Unassigned'}        | ${'none'}       | ${'not-yet'}  | ${'there'}          | ${'it is in the account'}
  ${'Assigned'}          | ${'none'}       | ${'not-yet'}  | ${'there'}          | ${'it is in the account'}
  ${'AcquireFailed'}     | ${'none'}       | ${'not-yet'}  | ${'choose-another'} | ${'it was never acquired'}
  ${'ReleaseInProgress'} | ${'none'}       | ${'not-yet'}  | ${'choose-another'} | ${'it is being released'}
`(
  '$next when the number is $status, its orders are $orders, ours is $asked: $because',
  ({ next, ...seen }) => {
    expect(nextPurchase(seen)).toBe(next);
  },
);
