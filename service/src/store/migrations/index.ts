import type { Migration } from 'kysely/migration';
import * as peopleAndRecords from './0001-people-and-records.ts';
import * as libraries from './0002-libraries.ts';
import * as cases from './0003-cases.ts';
import * as licences from './0004-licences.ts';
import * as reviewRules from './0005-review-rules.ts';
import * as licenceChanges from './0006-licence-changes.ts';
import * as drawDowns from './0007-draw-downs.ts';
import * as messagesAndDuties from './0009-messages-and-duties.ts';
import * as humanitarianShipments from './0010-humanitarian-shipments.ts';
import * as complianceNotices from './0011-compliance-notices.ts';
import * as caseKind from './0012-case-kind.ts';
import * as supplierQuestions from './0013-supplier-questions.ts';
import * as watch from './0014-watch.ts';
import * as webhooks from './0015-webhooks.ts';
import * as measures from './0016-measures.ts';
import * as partnerNotices from './0017-partner-notices.ts';
import * as listVersions from './0018-list-versions.ts';
import * as documentRoom from './0019-document-room.ts';
import * as recordsInTheTrail from './0020-records-in-the-trail.ts';
import * as refusedAddresses from './0021-refused-addresses.ts';

/** In order. A migration that was released is never changed: a later one follows it. There is no way back but a backup. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people-and-records': peopleAndRecords,
  '0002-libraries': libraries,
  '0003-cases': cases,
  '0004-licences': licences,
  '0005-review-rules': reviewRules,
  '0006-licence-changes': licenceChanges,
  '0007-draw-downs': drawDowns,
  '0009-messages-and-duties': messagesAndDuties,
  '0010-humanitarian-shipments': humanitarianShipments,
  '0011-compliance-notices': complianceNotices,
  '0012-case-kind': caseKind,
  '0013-supplier-questions': supplierQuestions,
  '0014-watch': watch,
  '0015-webhooks': webhooks,
  '0016-measures': measures,
  '0017-partner-notices': partnerNotices,
  '0018-list-versions': listVersions,
  '0019-document-room': documentRoom,
  '0020-records-in-the-trail': recordsInTheTrail,
  '0021-refused-addresses': refusedAddresses,
};
