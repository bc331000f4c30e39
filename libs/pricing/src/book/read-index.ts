import { type EpochSeconds, fail, type Issue, ok, type Result } from '@dialplane/basics';
import { members, parseJson, memberText } from './json-members';
import { parseEnd, parseMoment } from './moment';
import { isPricePath } from '../sources/price-source';

/** The first part of each path, on the service and in a directory with the same layout. */
export const offersPath = '/offers/v1.0/aws';

/** A version of an offer, from the index. */
export type OfferVersion = {
  readonly version: string;
  readonly begin: EpochSeconds;
  /** The first second after it. */
  readonly end: EpochSeconds;
  /** The path of the file, in JSON. */
  readonly path: string;
};

/** The versions of an offer, and the faults of those that were left out. */
export type VersionIndex = { readonly versions: readonly OfferVersion[]; readonly issues: readonly Issue[] };

/**
 * Reads the codes of all offers from the service index:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-index-files.html
 */
export const readServiceIndex = (text: string): Result<readonly string[], readonly Issue[]> => {
  const file = members(parseJson(text));
  return 'offers' in file
    ? ok(Object.keys(members(file['offers'])))
    : fail([{ path: '', message: 'must be an index of services, with offers' }]);
};

/** Reads the versions of an offer and the interval of each. */
export const readVersionIndex = (text: string): Result<VersionIndex, readonly Issue[]> => {
  const file = members(parseJson(text));
  if (!('versions' in file))
    return fail([{ path: '', message: 'must be an index of versions, with versions' }]);
  const read = Object.entries(members(file['versions'])).map(([name, entry]) => readVersion(name, entry));
  return ok({
    versions: read.flatMap((one) => (one.ok ? [one.value] : [])),
    issues: read.flatMap((one) => (one.ok ? [] : one.error)),
  });
};

/** A name is a version, followed by the Region if each Region has its own file: `20200201000000/us-east-1`. */
const readVersion = (name: string, entry: unknown): Result<OfferVersion, readonly Issue[]> => {
  const texts = {
    begin: memberText(entry, 'versionEffectiveBeginDate'),
    end: memberText(entry, 'versionEffectiveEndDate'),
    path: memberText(entry, 'offerVersionUrl'),
  };
  const begin = parseMoment(texts.begin);
  const end = parseEnd(texts.end);
  const wrong = (member: string, message: string) => ({ path: `versions.${name}.${member}`, message });
  const notAMoment = (text: string) => `must be a moment such as 2020-02-01T00:00:00Z, not "${text}"`;
  const issues = [
    ...(begin === undefined ? [wrong('versionEffectiveBeginDate', notAMoment(texts.begin))] : []),
    ...(end === undefined ? [wrong('versionEffectiveEndDate', notAMoment(texts.end))] : []),
    ...(begin !== undefined && end !== undefined && end <= begin
      ? [wrong('versionEffectiveEndDate', `must be later than the start, not "${texts.end}"`)]
      : []),
    ...(isPricePath(texts.path)
      ? []
      : [
          wrong(
            'offerVersionUrl',
            `must be a path such as ${offersPath}/<offer>/<version>/index.json, not "${texts.path}"`,
          ),
        ]),
  ];
  if (issues.length > 0 || begin === undefined || end === undefined) return fail(issues);
  const [version = name] = name.split('/');
  return ok({ version, begin, end, path: texts.path });
};
