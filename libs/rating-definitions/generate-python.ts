import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ignoredName,
  longestRecord,
  ratedColumnNames,
  recordKindDefinitions,
  type RecordKindDefinition,
} from './src';

/** The Glue job's copy of the definitions. A test fails if it is out of date. */
export const pythonFile = join(__dirname, '../../apps/cdr-glue-job/src/rating_job/definitions.py');

const text = (value: string): string => JSON.stringify(value);
const textOrNone = (value: string | undefined): string => (value === undefined ? 'None' : text(value));
const flag = (value: boolean): string => (value ? 'True' : 'False');

const kindText = (definition: RecordKindDefinition): string =>
  `    KindDefinition(
        kind=${text(definition.kind)},
        folder=${text(definition.folder)},
        transaction_id=${text(definition.transactionId)},
        started_at=${text(definition.startedAt)},
        ended_at=${textOrNone(definition.endedAt)},
        owner=${textOrNone(definition.owner)},
        source_number=${text(definition.sourceNumber)},
        source_country=${text(definition.sourceCountry)},
        unpriced=${textOrNone(definition.unpriced)},
        quotes_numbers=${flag(definition.quotesNumbers)},
        has_legs=${flag(definition.hasLegs)},
        can_leak=${flag(definition.canLeak)},
    ),
`;

/** What that file must say. */
export const pythonText =
  (): string => `"""Written by libs/rating-definitions/generate-python.ts. Do not edit: change the definitions there, and generate."""

from typing import Final, Literal, NamedTuple

Kind = Literal[${recordKindDefinitions.map(({ kind }) => text(kind)).join(', ')}]


class KindDefinition(NamedTuple):
    """How records of one kind are found and read. Field names are those of AWS's documents."""

    kind: Kind
    folder: str
    transaction_id: str
    started_at: str
    ended_at: str | None
    owner: str | None
    source_number: str
    source_country: str
    unpriced: str | None
    quotes_numbers: bool
    has_legs: bool
    can_leak: bool


KINDS: Final = (
${recordKindDefinitions.map(kindText).join('')})

#: Names of objects that no service writes: see ignored-objects.ts.
IGNORED_NAME: Final = r"${ignoredName}"  # noqa: E501

#: In bytes. A longer document is not just one record that is wrong: see longest-record.ts.
LONGEST_RECORD: Final = ${longestRecord}

RATED_COLUMNS: Final = (
${ratedColumnNames.map((name) => `    ${text(name)},\n`).join('')})
`;

if (require.main === module) writeFileSync(pythonFile, pythonText());
