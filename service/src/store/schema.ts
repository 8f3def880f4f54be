/** The tables as the migrations make them: written by `npm run schema`, compared by a test. */

import type { ColumnType } from 'kysely';

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Numeric = ColumnType<string, number | string, number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Account {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  email: string;
  id: string;
  language: string;
  mail: Generated<string>;
  name: string;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  password_hash: string | null;
  revision: Generated<number>;
  totp_confirmed_at: Timestamp | null;
  totp_last_step: Int8 | null;
  totp_secret: Buffer | null;
}

export interface Agency {
  agent: string;
  document: string;
  from_day: string;
  id: string;
  last_day: string | null;
  made_at: Timestamp;
  principal: string;
  revoked_at: Timestamp | null;
  scopes: string[];
}

export interface ApiToken {
  account: string;
  created_at: Timestamp;
  ends_at: Timestamp;
  id: string;
  last_used_at: Timestamp | null;
  name: string;
  organisation: string;
  revoked_at: Timestamp | null;
  roles: string[];
  token_hash: Buffer;
}

export interface Assessment {
  asked_at: Timestamp;
  case_text: string;
  demo: Generated<boolean>;
  finished_at: Timestamp | null;
  id: string;
  measure: string | null;
  problem: Json | null;
  ran_by: string | null;
  result: Json | null;
  revision: number | null;
  samples: number;
  samples_done: Generated<number>;
  seed: number;
  started_at: Timestamp | null;
  state: Generated<string>;
  tables: string;
  tables_fingerprint: string;
}

export interface AuditEvent {
  account: string | null;
  action: string;
  api_token: string | null;
  at: Generated<Timestamp>;
  detail: string;
  hash: Generated<Buffer>;
  organisation: string | null;
  outcome: string;
  request_id: string;
  sequence: Generated<Int8>;
  subject_id: string | null;
  subject_kind: string | null;
}

export interface AuditHead {
  hash: Buffer;
  sequence: Int8;
  single: Generated<boolean>;
}

export interface Bill {
  changed_at: Generated<Timestamp>;
  facts: Json;
  id: string;
  name: string;
  organisation: string;
  parts: number;
  revision: Generated<number>;
}

export interface CalendarLink {
  account: string;
  authority: boolean;
  code_hash: Buffer;
  made_at: Timestamp;
  organisations: string[];
}

export interface CaseEvent {
  at: Generated<Timestamp>;
  command: string;
  department: string | null;
  event: Json;
  licensing_case: string;
  organisation: string;
  person: string;
  role: string;
  version: number;
}

export interface CaseTransition {
  command: string;
  from_status: string;
  roles: string[];
  to_status: string;
}

export interface Ceremony {
  account: string | null;
  code_hash: Buffer;
  data: Json;
  ends_at: Timestamp;
  id: string;
  kind: string;
}

export interface ComplianceNotice {
  duty: Json | null;
  filled: Json;
  id: string;
  issued_at: Timestamp;
  issued_on: string;
  issuer: Json;
  limbs: Json;
  lot: string;
  made_by: string | null;
  number: string;
  organisation: string | null;
  quantity: Numeric | null;
  recipient: Json;
  recipient_organisation: string | null;
  share: Json;
  template: Json;
  template_version: number;
  unit: string;
}

export interface ConditionText {
  cite: string | null;
  en: string;
  id: string;
  made_at: Generated<Timestamp>;
  made_by: string | null;
  report: Json | null;
  retired_at: Timestamp | null;
  version: number;
  zh: string;
}

export interface DeterminationAnswer {
  as_of: string;
  asked_at: Timestamp;
  cause: string;
  difference: Json | null;
  gist: Json;
  id: string;
  known_at: string;
  law: string;
  organisation: string;
  saved_determination: string;
}

export interface DialogueMinutes {
  attendees: string;
  round: string;
  settles: number[];
  text: string;
  version: number;
  written_at: Timestamp;
  written_by: string;
}

export interface DialogueRound {
  agenda_en: string;
  agenda_zh: string;
  held_on: string;
  id: string;
  made_at: Timestamp;
  made_by: string;
  measure: string;
  partners: string[];
  place: string;
}

export interface Document {
  added_at: Generated<Timestamp>;
  added_by: string;
  bytes: Buffer;
  id: string;
  licensing_case: string;
  media_type: string;
  name: string;
  organisation: string;
  sha256: string;
  size: number;
}

export interface DrawDown {
  changed_on: string;
  completes: Generated<boolean>;
  declaration: string;
  id: string;
  last_day: string;
  licence: string;
  lines: Json;
  number: string;
  organisation: string;
  status: string;
  version: number;
}

export interface DrawDownEvent {
  at: Generated<Timestamp>;
  command: string;
  customs: string | null;
  draw_down: string;
  event: Json;
  licence: string;
  on_day: string;
  organisation: string;
  person: string | null;
  version: number;
}

export interface HitDecision {
  data: Json;
  decided_at: Generated<Timestamp>;
  decided_by: string;
  decision: string;
  entry: string;
  id: string;
  organisation: string;
  party_key: string;
  reason: string;
}

export interface HumanitarianDocument {
  added_at: Generated<Timestamp>;
  added_by: string;
  bytes: Buffer;
  humanitarian_shipment: string;
  id: string;
  media_type: string;
  name: string;
  organisation: string;
  sha256: string;
  size: number;
}

export interface HumanitarianEvent {
  at: Generated<Timestamp>;
  command: string;
  event: Json;
  humanitarian_shipment: string;
  organisation: string;
  person: string;
  role: string;
  version: number;
}

export interface HumanitarianShipment {
  created_at: Generated<Timestamp>;
  determination: Json;
  facts: Json;
  id: string;
  number: string;
  organisation: string;
  state: Json;
  status: Generated<string>;
  version: Generated<number>;
}

export interface HumanitarianTransition {
  command: string;
  from_status: string;
  roles: string[];
  to_status: string;
}

export interface IdempotencyKey {
  key: string;
  made_at: Generated<Timestamp>;
  reply: Buffer | null;
  request_hash: Buffer;
  scope: string;
  status: number | null;
}

export interface Licence {
  edition: Generated<number>;
  id: string;
  issued_at: Timestamp;
  licensing_case: string;
  number: string;
  organisation: string;
  state: Json;
  status: Generated<string>;
  version: Generated<number>;
}

export interface LicenceEdition {
  content: Json;
  edition: number;
  jws: string;
  licence: string;
  organisation: string;
  signed_at: Timestamp;
  status_index: Generated<number>;
  version: number;
}

export interface LicenceEvent {
  at: Generated<Timestamp>;
  command: string;
  event: Json;
  licence: string;
  organisation: string;
  person: string;
  role: string;
  version: number;
}

export interface LicenceLine {
  currency: string;
  dimension: string;
  drawn: Generated<Numeric>;
  drawn_value: Generated<Numeric>;
  granted: Numeric;
  granted_value: Numeric;
  licence: string;
  line: string;
  organisation: string;
  reserved: Generated<Numeric>;
  reserved_value: Generated<Numeric>;
  unit: string;
}

export interface LicenceTransition {
  command: string;
  from_status: string;
  roles: string[];
  to_status: string;
}

export interface LicensingCase {
  created_at: Generated<Timestamp>;
  departments: Generated<string[]>;
  determination: Json | null;
  facts: Json | null;
  id: string;
  kind: string;
  number: string | null;
  organisation: string;
  state: Json;
  status: Generated<string>;
  version: Generated<number>;
}

export interface Link {
  account: string | null;
  code_hash: Buffer;
  email: string | null;
  ends_at: Timestamp;
  id: string;
  kind: string;
  made_at: Timestamp;
  made_by: string | null;
  organisation: string | null;
  roles: string[];
  used_at: Timestamp | null;
  withdrawn_at: Timestamp | null;
}

export interface ListVersion {
  about: string;
  list: string;
  put_at: Generated<Timestamp>;
  records_sha256: string;
  size: Int8;
  version: number;
}

export interface ListVersionPart {
  bytes: Buffer;
  list: string;
  part: number;
  version: number;
}

export interface Measure {
  created_at: Timestamp;
  created_by: string;
  first_day: string | null;
  id: string;
  instrument: string;
  revised_by: string | null;
  revision: Generated<number>;
  status: Generated<string>;
  title_en: string;
  title_zh: string;
  version: Generated<number>;
}

export interface MeasureContactPoint {
  email: string;
  made_at: Timestamp;
  made_by: string;
  measure: string;
  name: string;
  telephone: string | null;
  version: number;
}

export interface MeasureEvent {
  account: string | null;
  at: Timestamp;
  content: Json;
  kind: string;
  measure: string;
  on_day: string;
  revision: number;
  role: string;
  sequence: number;
}

export interface MeasureFlow {
  amount: Numeric;
  made_at: Timestamp;
  made_by: string;
  measure: string;
  month: string;
  sequence: number;
  source: string;
  unit: string;
}

export interface MeasureTransition {
  command: string;
  from_status: string;
  roles: string[];
  to_status: string;
}

export interface MeasureUnit {
  code: string;
  dimension: string;
  factor: Numeric;
  name: string;
}

export interface Membership {
  account: string;
  organisation: string;
  roles: string[];
}

export interface Message {
  id: string;
  key: string;
  kind: string;
  organisation: string | null;
  path: string;
  subject_id: string;
  subject_kind: string;
  text_en: string;
  text_zh: string;
  title_en: string;
  title_zh: string;
  told_at: Timestamp;
}

export interface MessageRecipient {
  account: string;
  mail: Generated<string>;
  mail_at: Timestamp | null;
  mail_refusal: string | null;
  message: string;
  read_at: Timestamp | null;
}

export interface NoticeLink {
  code_hash: Buffer;
  ends_at: Timestamp;
  id: string;
  made_at: Timestamp;
  notice: string;
  revoked_at: Timestamp | null;
}

export interface NoticeLot {
  control_code: string | null;
  found_by: string | null;
  held_under: string | null;
  holder: Json;
  how_known: string | null;
  id: string;
  item: string;
  made_at: Timestamp;
  made_by: string | null;
  number: string;
  organisation: string | null;
  quantity: Numeric | null;
  unit: string;
}

export interface NoticeLotSource {
  lot: string;
  notice: string;
  quantity: Numeric | null;
  unit: string;
}

export interface NoticeReceipt {
  at: Timestamp;
  id: string;
  kind: string;
  made_by: string | null;
  name: string | null;
  notice: string;
  on_day: string;
  position: string | null;
}

export interface NoticeTemplate {
  made_at: Timestamp;
  made_by: string;
  template: Json;
  version: number;
}

export interface Organisation {
  country: string;
  created_at: Generated<Timestamp>;
  demo: Generated<boolean>;
  id: string;
  kind: string;
  lei: string | null;
  name_en: string;
  name_zh: string;
  revision: Generated<number>;
  uscc: string | null;
}

export interface PartnerNotice {
  contact: string;
  content: Json;
  email: string | null;
  embargo: string | null;
  how: string;
  id: string;
  language: string;
  measure: string;
  partner: string;
  pdf: Buffer;
  revision: number;
  sent_at: Timestamp;
  sent_by: string;
  sequence: number;
  sha256: string;
}

export interface PartnerNoticeLink {
  code_hash: Buffer;
  ends_at: Timestamp;
  id: string;
  made_at: Timestamp;
  mail: Generated<string>;
  mail_answer: string | null;
  mail_at: Timestamp | null;
  notice: string;
  revoked_at: Timestamp | null;
  sealed: Buffer | null;
}

export interface PartnerNoticeOpening {
  at: Timestamp;
  id: string;
  link: string;
  name: string;
}

export interface PartnerReply {
  how: string;
  made_by: string | null;
  measure: string;
  received_on: string;
  sequence: number;
}

export interface PartnerReplyFile {
  bytes: Buffer;
  id: string;
  made_at: Timestamp;
  made_by: string;
  measure: string;
  media_type: string;
  name: string;
  sequence: number;
  sha256: string;
  size: number;
}

export interface Party {
  changed_at: Generated<Timestamp>;
  facts: Json;
  id: string;
  name: string;
  organisation: string;
  revision: Generated<number>;
}

export interface Passkey {
  account: string;
  backed_up: boolean;
  counter: Int8;
  created_at: Timestamp;
  credential_id: string;
  id: string;
  last_used_at: Timestamp | null;
  name: string;
  public_key: Buffer;
  transports: string[];
}

export interface Product {
  changed_at: Generated<Timestamp>;
  code: string;
  facts: Json;
  id: string;
  name: string;
  organisation: string;
  revision: Generated<number>;
}

export interface PublishedEvent {
  at: Timestamp;
  data: Json;
  exhausted: boolean;
  id: string;
  kind: string;
  licence: string;
  organisation: string;
  sequence: Generated<Int8>;
}

export interface RecordedInstrument {
  id: string;
  instrument: string;
  path: string;
  published: string;
  recorded_at: Timestamp;
  recorded_by: string;
  text: string;
  withdrawn_at: Timestamp | null;
  withdrawn_by: string | null;
}

export interface RecordHash {
  hash: string;
  key: string;
  transaction: Generated<string>;
}

export interface RecoveryCode {
  account: string;
  code_hash: Buffer;
  used_at: Timestamp | null;
}

export interface RefusedAddress {
  address: string;
  first_at: Timestamp;
  last_at: Timestamp;
  on_day: string;
  reason: string;
  times: Int8;
}

export interface ReviewRule {
  activated_by: string | null;
  active_from: Timestamp | null;
  flagged: number;
  id: string;
  replaced_by: number | null;
  retired_at: Timestamp | null;
  retired_by: string | null;
  rule: Json;
  tried_at: Generated<Timestamp>;
  tried_by: string;
  tried_on: number;
  version: number;
}

export interface SavedDetermination {
  answer_hash: string | null;
  archived_at: Timestamp | null;
  as_of: string;
  as_of_mode: string;
  asked_at: Timestamp;
  changed_at: Timestamp | null;
  facts: Json;
  id: string;
  known_at: string;
  law: string;
  name: string;
  organisation: string;
  outcome: string;
  revision: Generated<number>;
  seen_at: Timestamp | null;
}

export interface Session {
  account: string;
  address: string;
  closed_at: Timestamp | null;
  ends_at: Timestamp;
  half: boolean;
  id: string;
  last_seen_at: Timestamp;
  oidc_id_token: Buffer | null;
  oidc_provider: string | null;
  opened_at: Timestamp;
  second_factor: boolean;
  token_hash: Buffer;
  user_agent: string;
}

export interface SignInFailure {
  at: Timestamp;
  key: string;
}

export interface SigningKey {
  from_at: Timestamp;
  kid: string;
  public: Json;
  sealed: Buffer | null;
  until_at: Timestamp | null;
}

export interface Site {
  address: string;
  country: string;
  id: string;
  name: string;
  organisation: string;
  revision: Generated<number>;
  unlocode: string | null;
}

export interface SupplierAnswer {
  at: Timestamp;
  declaration: Json | null;
  document: string | null;
  document_hash: Buffer | null;
  entered_by: string | null;
  id: string;
  organisation: string;
  person: string;
  replies: Json;
  request: string;
  submitted: boolean;
}

export interface SupplierRequest {
  as_of: string;
  bill: string;
  code_hash: Buffer;
  due: string;
  email: string | null;
  ends_at: Timestamp;
  id: string;
  law: string;
  made_at: Timestamp;
  made_by: string;
  organisation: string;
  questions: Json;
  supplier: string;
  withdrawn_at: Timestamp | null;
}

export interface UsageReport {
  declaration: string;
  happened_on: string;
  id: string;
  licence: string;
  made_at: Timestamp;
  made_by: string;
  organisation: string;
  papers: string[];
  stage: string;
  text: string;
}

export interface WatchAcknowledgement {
  account: string;
  at: Timestamp;
  authority: boolean;
  flag: string;
  note: string;
  organisation: string;
}

export interface WatchChange {
  detail: Json;
  done_at: Timestamp | null;
  id: string;
  key: string;
  kind: string;
  seen_at: Timestamp;
  title_en: string;
  title_zh: string;
}

export interface WatchFlag {
  answer: Json | null;
  change: string;
  difference: Json;
  flagged_at: Timestamp;
  id: string;
  organisation: string;
  subject_id: string;
  subject_kind: string;
  subject_name: string;
}

export interface WatchMark {
  mark: Json;
  what: string;
}

export interface Webhook {
  id: string;
  kinds: string[];
  made_at: Timestamp;
  organisation: string;
  previous_secret: Buffer | null;
  previous_until: Timestamp | null;
  secret: Buffer;
  secret_made_at: Timestamp;
  url: string;
}

export interface WebhookDelivery {
  answer_status: number | null;
  attempts: Generated<number>;
  event: string;
  failure: string | null;
  licence: string;
  next_at: Timestamp | null;
  organisation: string;
  sequence: Int8;
  state: Generated<string>;
  tried_at: Timestamp | null;
  tried_since: Timestamp | null;
  webhook: string;
}

export interface Database {
  account: Account;
  agency: Agency;
  api_token: ApiToken;
  assessment: Assessment;
  audit_event: AuditEvent;
  audit_head: AuditHead;
  bill: Bill;
  calendar_link: CalendarLink;
  case_event: CaseEvent;
  case_transition: CaseTransition;
  ceremony: Ceremony;
  compliance_notice: ComplianceNotice;
  condition_text: ConditionText;
  determination_answer: DeterminationAnswer;
  dialogue_minutes: DialogueMinutes;
  dialogue_round: DialogueRound;
  document: Document;
  draw_down: DrawDown;
  draw_down_event: DrawDownEvent;
  hit_decision: HitDecision;
  humanitarian_document: HumanitarianDocument;
  humanitarian_event: HumanitarianEvent;
  humanitarian_shipment: HumanitarianShipment;
  humanitarian_transition: HumanitarianTransition;
  idempotency_key: IdempotencyKey;
  licence: Licence;
  licence_edition: LicenceEdition;
  licence_event: LicenceEvent;
  licence_line: LicenceLine;
  licence_transition: LicenceTransition;
  licensing_case: LicensingCase;
  link: Link;
  list_version: ListVersion;
  list_version_part: ListVersionPart;
  measure: Measure;
  measure_contact_point: MeasureContactPoint;
  measure_event: MeasureEvent;
  measure_flow: MeasureFlow;
  measure_transition: MeasureTransition;
  measure_unit: MeasureUnit;
  membership: Membership;
  message: Message;
  message_recipient: MessageRecipient;
  notice_link: NoticeLink;
  notice_lot: NoticeLot;
  notice_lot_source: NoticeLotSource;
  notice_receipt: NoticeReceipt;
  notice_template: NoticeTemplate;
  organisation: Organisation;
  partner_notice: PartnerNotice;
  partner_notice_link: PartnerNoticeLink;
  partner_notice_opening: PartnerNoticeOpening;
  partner_reply: PartnerReply;
  partner_reply_file: PartnerReplyFile;
  party: Party;
  passkey: Passkey;
  product: Product;
  published_event: PublishedEvent;
  record_hash: RecordHash;
  recorded_instrument: RecordedInstrument;
  recovery_code: RecoveryCode;
  refused_address: RefusedAddress;
  review_rule: ReviewRule;
  saved_determination: SavedDetermination;
  session: Session;
  sign_in_failure: SignInFailure;
  signing_key: SigningKey;
  site: Site;
  supplier_answer: SupplierAnswer;
  supplier_request: SupplierRequest;
  usage_report: UsageReport;
  watch_acknowledgement: WatchAcknowledgement;
  watch_change: WatchChange;
  watch_flag: WatchFlag;
  watch_mark: WatchMark;
  webhook: Webhook;
  webhook_delivery: WebhookDelivery;
}
