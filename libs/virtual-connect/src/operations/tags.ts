import type { Tagged } from '../connect-account';
import { connectNotFound } from '../connect-error';
import { type ConnectBehaviours, type ConnectService, idIn } from '../connect-service';

const taggedOrThrow = ({ account }: ConnectService, arn: string): Tagged => {
  const all: readonly (Tagged & { readonly id: string })[] = [
    ...account.instances.flatMap((it) => [it, ...it.hours, ...it.queues, ...it.flows, ...it.modules]),
    ...account.numbers,
  ];
  const found = all.find(({ id }) => id === idIn(arn));
  if (!found) throw connectNotFound('resource', arn);
  return found;
};

/** Tags of everything that can have some. */
export const connectTags = {
  TagResource: (service, { resourceArn, tags: added }) => {
    Object.assign(taggedOrThrow(service, resourceArn).tags, added);
    return {};
  },
  UntagResource: (service, { resourceArn, tagKeys }) => {
    const tagged = taggedOrThrow(service, resourceArn);
    tagged.tags = Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !tagKeys.includes(key)));
    return {};
  },
  ListTagsForResource: (service, { resourceArn }) => ({ tags: taggedOrThrow(service, resourceArn).tags }),
} satisfies ConnectBehaviours;
