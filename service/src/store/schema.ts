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

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Account {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  email: string;
  id: string;
  language: string;
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

export interface ConditionText {
  cite: string | null;
  en: string;
  id: string;
  made_at: Generated<Timestamp>;
  made_by: string | null;
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

export interface Membership {
  account: string;
  organisation: string;
  roles: string[];
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

export interface RecoveryCode {
  account: string;
  code_hash: Buffer;
  used_at: Timestamp | null;
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

export interface Database {
  account: Account;
  agency: Agency;
  api_token: ApiToken;
  audit_event: AuditEvent;
  audit_head: AuditHead;
  bill: Bill;
  case_event: CaseEvent;
  case_transition: CaseTransition;
  ceremony: Ceremony;
  condition_text: ConditionText;
  determination_answer: DeterminationAnswer;
  document: Document;
  hit_decision: HitDecision;
  idempotency_key: IdempotencyKey;
  licence: Licence;
  licence_edition: LicenceEdition;
  licence_event: LicenceEvent;
  licence_transition: LicenceTransition;
  licensing_case: LicensingCase;
  link: Link;
  membership: Membership;
  organisation: Organisation;
  party: Party;
  passkey: Passkey;
  product: Product;
  recorded_instrument: RecordedInstrument;
  recovery_code: RecoveryCode;
  review_rule: ReviewRule;
  saved_determination: SavedDetermination;
  session: Session;
  sign_in_failure: SignInFailure;
  signing_key: SigningKey;
  site: Site;
}
