import type { Migration } from 'kysely/migration';
import * as peopleAndRecords from './0001-people-and-records.ts';
import * as libraries from './0002-libraries.ts';
import * as cases from './0003-cases.ts';
import * as licences from './0004-licences.ts';
import * as reviewRules from './0005-review-rules.ts';

/** In order. A migration that was released is never changed: a later one follows it. There is no way back but a backup. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people-and-records': peopleAndRecords,
  '0002-libraries': libraries,
  '0003-cases': cases,
  '0004-licences': licences,
  '0005-review-rules': reviewRules,
};
