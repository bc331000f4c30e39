import { fail, type Issue, ok, type Result, issuesOf } from '@dialplane/basics';
import { type E164, isE164 } from '@dialplane/phone-numbers';
import * as v from 'valibot';
import type { ApplicationRequest, ProvisioningInvocation, NumberRequest, Request } from './request';

/**
 * Reads the input of an `aws_lambda_invocation` with `lifecycle_scope = "CRUD"`, whose `tf` has the action
 * (registry.terraform.io, hashicorp/aws, lambda_invocation), or of the data source of that name, whose action is `read`. The
 * error lists everything that is wrong.
 */
export const parseChimeInvocation = (input: unknown): Result<ProvisioningInvocation, readonly Issue[]> => {
  const read = v.safeParse(invocation, input);
  if (!read.success) return fail(issuesOf(read.issues));
  const { tf, ...asked } = read.output;
  const request = asked.kind === 'phone-number' ? numberRequest(asked) : asked;
  const issue = tf.action === 'update' ? identityChange(request, tf.prev_input) : undefined;
  return issue ? fail([issue]) : ok({ action: tf.action, request });
};

const text = (what: string, pattern: RegExp) =>
  v.custom<string>(
    (value) => typeof value === 'string' && pattern.test(value),
    ({ input }) => `must be ${what}, not ${JSON.stringify(input)}`,
  );

const actions = ['create', 'update', 'delete'] as const;
const prev_input = v.optional(v.unknown());
const tf = v.looseObject({ action: v.picklist(actions), prev_input });

const criteria = v.union(
  [
    v.strictObject({ areaCode: text('an area code such as 206', /^[2-9]\d\d$/) }),
    v.strictObject({ state: text('a state such as WA', /^[A-Z]{2}$/) }),
    // API reference, SearchAvailablePhoneNumbers, TollFreePrefix.
    v.strictObject({
      tollFreePrefix: text('a toll-free prefix such as 833', /^8(?:00|33|44|55|66|77|88)$/),
    }),
  ],
  'must be like { areaCode: "206" }, { state: "WA" }, or { tollFreePrefix: "833" }',
);

const phoneNumber = v.pipe(
  v.strictObject({
    kind: v.literal('phone-number'),
    // API reference, UpdatePhoneNumber, Name; without spaces and commas, because it is a key too.
    name: text('1 to 256 letters of a-z, A-Z, 0-9, dot, underscore and hyphen', /^[\w.-]{1,256}$/),
    adopt: v.exactOptional(
      v.custom<E164>(
        (value) => typeof value === 'string' && isE164(value),
        'must be a phone number in E.164 form',
      ),
    ),
    order: v.exactOptional(criteria),
    productType: v.exactOptional(
      v.picklist(['VoiceConnector', 'SipMediaApplicationDialIn']),
      'VoiceConnector',
    ),
    connectorId: v.exactOptional(text('the id of a Voice Connector', /^[\w-]{1,128}$/)),
    onDestroy: v.picklist(['keep', 'release']),
    revision: v.exactOptional(v.string()),
    tf: v.looseObject({ action: v.picklist([...actions, 'read']), prev_input }),
  }),
  v.check(
    ({ adopt, order }) => (adopt === undefined) !== (order === undefined),
    'must have either adopt or order',
  ),
  v.check(
    ({ productType, connectorId }) => productType === 'VoiceConnector' || connectorId === undefined,
    'must have no connectorId while its productType is SipMediaApplicationDialIn',
  ),
);

const ofApplication = {
  sipMediaApplicationId: text('the id of a SIP media application', /^[\w-]{1,128}$/),
  region: text('a Region such as us-east-1', /^[a-z]{2}(?:-[a-z]+)+-\d$/),
  tf,
};
const application = v.strictObject({ kind: v.literal('application'), ...ofApplication });
const messageLog = v.strictObject({ kind: v.literal('message-log'), ...ofApplication });

const invocation = v.variant('kind', [phoneNumber, application, messageLog]);

const numberRequest = ({
  adopt,
  order,
  ...rest
}: Omit<v.InferOutput<typeof phoneNumber>, 'tf'>): NumberRequest => ({
  ...rest,
  // The check above makes sure that one of them is present.
  source: order ? { kind: 'order', with: order } : { kind: 'adopt', number: adopt as E164 },
});

/** An update must not change the identity: Terraform has to replace the resource instead. */
const identityChange = (request: Request, before: unknown): Issue | undefined => {
  const [path, value] = identity(request);
  // Only the identity is read: an earlier version of this Lambda may have accepted the rest in another form.
  const was: unknown = typeof before === 'object' && before !== null && Reflect.get(before, path);
  const same = was === value && Reflect.get(before as object, 'kind') === request.kind;
  return same
    ? undefined
    : {
        path,
        message: 'must stay the same: put it into the triggers too, so that Terraform replaces the resource',
      };
};

const identity = (request: NumberRequest | ApplicationRequest) =>
  request.kind === 'phone-number'
    ? (['name', request.name] as const)
    : (['sipMediaApplicationId', request.sipMediaApplicationId] as const);
