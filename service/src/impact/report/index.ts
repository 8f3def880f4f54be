/** What an assessment says, in words: for a page, for print, for a terminal, and for the screens. */
export {
  type ImpactReport,
  movedText,
  type ReportedRun,
  reportOf,
  type ReportSection,
  type ReportSectionId,
  type ReportTable,
  type TableSource,
} from './content.ts';
export { partyName, type Words, wordsIn } from './words.ts';
