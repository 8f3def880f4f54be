import { ACCOUNT_ROUTES } from './account.ts';
import { AGENT_ROUTES } from './agent.ts';
import { ASSESSMENT_ROUTES } from './assessment.ts';
import { AUDIT_ROUTES } from './audit.ts';
import { BATCH_ROUTES } from './batch.ts';
import { BILL_ROUTES } from './bill.ts';
import { CASE_ROUTES } from './case.ts';
import { CONTENT_ROUTES } from './content.ts';
import { DEMO_ROUTES } from './demo.ts';
import { DETERMINATION_ROUTES } from './determination.ts';
import { DIALOGUE_ROUTES } from './dialogue.ts';
import { DUTY_ROUTES } from './duty.ts';
import { HUMANITARIAN_ROUTES } from './humanitarian.ts';
import { HIT_DECISION_ROUTES } from './hit-decision.ts';
import { JOB_ROUTES } from './job.ts';
import { LAW_ROUTES } from './law.ts';
import { CUSTOMS_ROUTES } from './customs.ts';
import { LICENCE_ROUTES } from './licence.ts';
import { LIST_IMPORT_ROUTES, LIST_ROUTES } from './list.ts';
import { MEASURE_ROUTES } from './measure.ts';
import { MEASURE_FLOW_ROUTES } from './measure-flow.ts';
import { MEMBER_ROUTES } from './member.ts';
import { MESSAGE_ROUTES } from './message.ts';
import { NOTICE_ROUTES } from './notice.ts';
import { ORGANISATION_ROUTES } from './organisation.ts';
import { OWNERSHIP_ROUTES, SCREENING_ROUTES } from './party-screening.ts';
import { PARTY_ROUTES } from './party.ts';
import { PARTNER_NOTICE_ROUTES } from './partner-notice.ts';
import { PRODUCT_ROUTES } from './product.ts';
import { RECORDED_INSTRUMENT_ROUTES } from './recorded-instrument.ts';
import { REVIEW_RULE_ROUTES } from './review-rules.ts';
import { SAVED_DETERMINATION_ROUTES } from './saved-determination.ts';
import { SESSION_ROUTES } from './session.ts';
import { SUPPLIER_QUESTION_ROUTES } from './supplier-question.ts';
import { STATISTICS_ROUTES } from './statistics.ts';
import { WATCH_ROUTES } from './watch.ts';
import { WEBHOOK_ROUTES } from './webhook.ts';
import type { InputOf, ReplyOf, Route } from './route.ts';

/** The whole API, route by route, by id. */
export const ROUTES = {
  ...DETERMINATION_ROUTES,
  ...BATCH_ROUTES,
  ...LAW_ROUTES,
  ...LIST_ROUTES,
  ...LIST_IMPORT_ROUTES,
  ...CONTENT_ROUTES,
  ...SCREENING_ROUTES,
  ...OWNERSHIP_ROUTES,
  ...SESSION_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ORGANISATION_ROUTES,
  ...MEMBER_ROUTES,
  ...AGENT_ROUTES,
  ...PRODUCT_ROUTES,
  ...PARTY_ROUTES,
  ...BILL_ROUTES,
  ...SUPPLIER_QUESTION_ROUTES,
  ...HIT_DECISION_ROUTES,
  ...SAVED_DETERMINATION_ROUTES,
  ...RECORDED_INSTRUMENT_ROUTES,
  ...CASE_ROUTES,
  ...REVIEW_RULE_ROUTES,
  ...LICENCE_ROUTES,
  ...CUSTOMS_ROUTES,
  ...WEBHOOK_ROUTES,
  ...STATISTICS_ROUTES,
  ...HUMANITARIAN_ROUTES,
  ...DUTY_ROUTES,
  ...MESSAGE_ROUTES,
  ...NOTICE_ROUTES,
  ...WATCH_ROUTES,
  ...MEASURE_ROUTES,
  ...PARTNER_NOTICE_ROUTES,
  ...DIALOGUE_ROUTES,
  ...MEASURE_FLOW_ROUTES,
  ...ASSESSMENT_ROUTES,
  ...JOB_ROUTES,
  ...AUDIT_ROUTES,
  ...DEMO_ROUTES,
} as const satisfies Readonly<Record<string, Route>>;

export type Routes = typeof ROUTES;
export type RouteId = keyof Routes;
/** What a route takes and gives. @example type Made = Reply<'determination.make'> */
export type Input<Id extends RouteId> = InputOf<Routes[Id]>;
export type Reply<Id extends RouteId> = ReplyOf<Routes[Id]>;

export { API_PROBLEMS, type ApiProblemCode, type FieldProblem } from './problems.ts';
export { CHANGE_KINDS, KINDS_OF_AUTHORITY, SUBJECT_KINDS } from '../watch/kinds.ts';
export type { FileReply, InputOf, ReplyOf, Route } from './route.ts';
