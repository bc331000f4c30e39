export { engineLimits } from './engine-limits';
export { ignoredName, isIgnoredKey } from './ignored-objects';
export { longestRecord } from './longest-record';
export {
  type ColumnDefinition,
  type ColumnType,
  type RatedColumn,
  ratedColumnDefinitions,
  ratedColumnNames,
} from './rated-columns';
export {
  definitionOf,
  type RecordKind,
  type RecordKindDefinition,
  recordKindDefinitions,
  recordKinds,
} from './record-kinds';
