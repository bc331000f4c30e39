import type { Tag } from '../account';
import { badRequest, ChimeError, chimeNotFound } from '../chime-error';
import type { ChimeBehaviours, ChimeService } from '../service';

/** Tags of Voice Connectors, groups of them, and SIP media applications. */
export const chimeTags = {
  ListTagsForResource: (service, { ResourceARN }) => ({ Tags: taggedOrThrow(service, ResourceARN).tags }),
  TagResource: (service, { ResourceARN, Tags }) => {
    const resource = taggedOrThrow(service, ResourceARN);
    const reserved = Tags.find(({ Key }) => /^aws:/i.test(Key));
    if (reserved)
      throw badRequest(
        `Cannot tag with the key "${reserved.Key}": expected one that does not begin with aws:`,
      );
    const wanted = new Map([...resource.tags, ...Tags].map((tag) => [tag.Key, tag]));
    // AWS General Reference, "Tagging your AWS resources".
    if (wanted.size > 50)
      throw new ChimeError(
        'ResourceLimitExceededException',
        `Cannot tag "${ResourceARN}": expected at most 50 tags, and it would have ${wanted.size}`,
      );
    resource.tags = [...wanted.values()];
    return {};
  },
  UntagResource: (service, { ResourceARN, TagKeys }) => {
    const resource = taggedOrThrow(service, ResourceARN);
    resource.tags = resource.tags.filter(({ Key }) => !TagKeys.includes(Key));
    return {};
  },
} satisfies ChimeBehaviours;

type Tagged = { readonly arn: string; tags: readonly Tag[] };

const taggedOrThrow = ({ account }: ChimeService, arn: string): Tagged => {
  const { connectors, groups, applications } = account;
  const all: readonly Tagged[] = [...connectors.values(), ...groups.values(), ...applications.values()];
  const found = all.find((it) => it.arn === arn);
  if (!found)
    throw chimeNotFound(
      `Cannot find the resource "${arn}": expected a Voice Connector, a group or a SIP media application`,
    );
  return found;
};
