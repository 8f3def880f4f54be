/** What is due, by whom, and by when: computed from events and facts for any day. Pure. */
export { caseDuties, type CaseSubject } from './case-duties.ts';
export * from './duty.ts';
export { humanitarianReport, type ReportedShipment } from './export-report.ts';
export { licenceDuties, type LicenceSubject } from './licence-duties.ts';
