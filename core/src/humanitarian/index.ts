/** Shipments under the humanitarian exemption: claim, review where something stands against it, export, report. Pure. */
export { assess, factsOfClaim } from './assessment.ts';
export * from './report.ts';
export * from './report-rule.ts';
export * from './shipment.ts';
export * from './shipment-commands.ts';
export * from './shipment-transitions.ts';
