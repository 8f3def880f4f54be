export { changedFields, diffVersions, type ListDifference } from './diff-versions.ts';
export { formatListProblem, LIST_ERRORS, ListError, type ListProblem, type ListProblemCode } from './errors.ts';
export { findRecord, isPackList, packLists, versionWanted } from './find-record.ts';
export {
  importList,
  inHome,
  isMadeOf,
  type ListImport,
  type ListImported,
  partialIn,
  place,
  readForStore,
  type ReadVersion,
  versionText,
} from './import-list.ts';
export { listFile, type ListFile } from './list-file.ts';
export { checkListId, ListStore, type ListVersion, RECORDS_FILE } from './list-store.ts';
export type { ListReading } from './make-record.ts';
export { packRecords, type PackMoment } from './pack-records.ts';
export * from './party-record.ts';
export { formatOf, LIST_FORMATS, type ListFormat, readList } from './read-list.ts';
