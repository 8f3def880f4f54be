import type { ExportFacts } from '@ytterby/core';
import {
  assess,
  type Claim,
  factsOfClaim,
  replayShipment,
  type ShipmentActor,
  type ShipmentEvent,
  UNDERTAKING,
} from '@ytterby/core/humanitarian';
import { type Application, type CaseEvent, type CaseRole, replay } from '@ytterby/core/licensing';
import { sql } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { TestService } from '../api/testing.ts';

/** Cases of the past, for tests: their events are stored as the product stores them, with every trigger, and replay. */

export interface PastCase {
  readonly destination?: string;
  readonly codes?: readonly string[];
  readonly endUse?: 'civil' | 'military';
  readonly submitted: string;
  /** Returned once, mended and submitted again on these days, with this destination. */
  readonly again?: { readonly returned: string; readonly submitted: string; readonly destination: string };
  readonly accepted?: string;
  /** Days on which the clock was stopped, and went on. */
  readonly stops?: readonly (readonly [from: string, to: string])[];
  readonly end?: { readonly is: 'granted' | 'refused' | 'withdrawn'; readonly on: string };
  /** The refusal was set aside, and a licence granted, on this day. */
  readonly setAside?: string;
}

const LAW_13 = 'cn/npcsc-2020-export-control-law/13';
const ART_17 = 'cn/state-council-2024-792/17(2)';
const REASONS = { reasons: '见审查意见', provisions: [LAW_13] };

export async function storePastCases(
  service: Pick<TestService, 'store' | 'organisation' | 'person'>,
  cases: readonly PastCase[],
  applicant?: string,
): Promise<void> {
  const company = applicant ?? (await service.organisation('company'));
  const authority = await service.organisation('licensing-authority');
  const people = new Map<string, string>();
  for (const name of ['exporter', 'officer', 'senior', 'otherSenior'])
    people.set(name, (await service.person([])).account);
  const by = (name: string, role: CaseRole, organisation: string) => ({
    person: people.get(name) ?? '',
    role,
    organisation,
  });
  const who = {
    exporter: by('exporter', 'exporter', company),
    officer: by('officer', 'licensing-officer', authority),
    senior: by('senior', 'senior-officer', authority),
    otherSenior: by('otherSenior', 'senior-officer', authority),
  };
  await service.store.asProduct(async (db) => {
    for (const past of cases) {
      const events = eventsOf(past, who);
      const made = replay(events);
      if (!made.ok) throw new Error(`event ${made.at}: ${made.code}`);
      const id = randomUUIDv7();
      const state = JSON.stringify(made.state);
      await db
        .insertInto('licensing_case')
        .values({
          id,
          organisation: company,
          number: sql`'2026-' || lpad(nextval('licensing_case_number')::text, 6, '0')`,
          kind: 'individual-licence',
          state,
        })
        .execute();
      for (const [index, event] of events.entries()) {
        await sql`select set_config('ytterby.account', ${event.by.person}, true)`.execute(db);
        await db
          .insertInto('case_event')
          .values({
            licensing_case: id,
            version: index + 1,
            organisation: company,
            person: event.by.person,
            role: event.by.role,
            command: event.command,
            event: JSON.stringify(event),
          })
          .execute();
      }
    }
  });
}

type Who = Readonly<Record<'exporter' | 'officer' | 'senior' | 'otherSenior', CaseEvent['by']>>;

function eventsOf(past: PastCase, who: Who): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  const add = (by: keyof Who, on: string, command: string, fields: object = {}) =>
    events.push({ command, ...fields, by: who[by], on } as CaseEvent);
  const { again, end, setAside } = past;
  add('exporter', past.submitted, 'save', { application: applicationOf(past) });
  add('exporter', past.submitted, 'submit');
  if (again !== undefined) {
    const application = applicationOf({ ...past, destination: again.destination });
    add('officer', again.returned, 'return', { findings: [{ text: { zh: '请补正' } }] });
    add('exporter', again.submitted, 'save', { application });
    add('exporter', again.submitted, 'submit');
  }
  if (past.accepted !== undefined)
    add('officer', past.accepted, 'accept', {
      law: { limit: { id: 'decision', workingDays: 45, provision: 'cn/state-council-2024-792/17(1)' } },
    });
  for (const [from, to] of past.stops ?? []) {
    add('officer', from, 'stop-clock', { ground: 'on-site-check', reason: '核查', law: { provision: ART_17 } });
    add('officer', to, 'resume-clock', { ground: 'on-site-check' });
  }
  if (end === undefined) return events;
  if (end.is === 'withdrawn') {
    add('exporter', end.on, 'withdraw', { reason: '合同终止' });
    return events;
  }
  add('officer', end.on, 'assess', { assessment: 't1', text: '民用', precedents: [] });
  const grant = (on: string, by: keyof Who) => {
    const lines = applicationOf(past).lines?.map(({ id }) => ({ line: id, quantity: '1', value: '1' }));
    add('officer', on, 'recommend-grant', REASONS);
    add(by, on, 'grant', { from: on, lastDay: on, lines, conditions: [], ...REASONS });
  };
  if (end.is === 'granted') grant(end.on, 'senior');
  else {
    add('officer', end.on, 'recommend-refusal', { ...REASONS, noPath: [LAW_13] });
    add('senior', end.on, 'refuse', { ...REASONS, noPath: [LAW_13] });
  }
  if (setAside !== undefined) {
    add('exporter', setAside, 'reconsider', { grounds: '事实有误' });
    add('otherSenior', setAside, 'set-aside', REASONS);
    grant(setAside, 'otherSenior');
  }
  return events;
}

function applicationOf({ destination, codes = ['1C905.a.4'], endUse = 'civil' }: PastCase): Application {
  return {
    kind: 'individual-licence',
    ...(destination !== undefined && { destination }),
    endUse: { kind: endUse },
    lines: codes.map((code, index) => ({ id: `l${index}`, code, quantity: '10', value: '10' })),
  };
}

/** A humanitarian shipment of the past. */
export interface PastShipment {
  readonly destination: string;
  readonly codes?: readonly string[];
  readonly claimed: string;
  /** The end user is a military one, so that it was stopped for review when it was claimed, and this is how that ended. */
  readonly stopped?: { readonly is: 'cleared' | 'refused' | 'withdrawn' | 'answered'; readonly on: string } | 'open';
  readonly shipped?: { readonly exportedOn: string; readonly on: string };
  readonly reported?: { readonly sentOn: string; readonly on: string };
}

const RELIEF: ExportFacts = {
  asOf: '2025-10-09',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [],
  endUse: { kind: 'humanitarian-medical' },
  lines: [
    {
      id: 'a',
      item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
};

const claimTo = ({ destination, codes = [] }: PastShipment, isMilitary: boolean): Claim => ({
  endUse: { kind: 'humanitarian-medical' },
  destination,
  parties: [
    {
      role: 'end-user',
      name: 'Example Relief Hospital',
      country: destination,
      military: isMilitary ? 'yes' : 'no',
      owners: 'none',
    },
  ],
  items:
    codes.length === 0
      ? [{ line: 'a', description: 'magnets' }]
      : codes.map((code) => ({ line: 'a', description: 'magnets', code })),
  evidence: [],
});

export async function storePastShipments(
  service: TestService,
  shipments: readonly PastShipment[],
  exporter?: string,
): Promise<void> {
  const organisation = exporter ?? (await service.organisation('operator'));
  const authority = await service.organisation('licensing-authority');
  const by: Readonly<Record<'exporter' | 'officer', ShipmentActor>> = {
    exporter: { person: (await service.person([])).account, role: 'exporter', organisation },
    officer: { person: (await service.person([])).account, role: 'licensing-officer', organisation: authority },
  };
  const assessed = new Map<string, ReturnType<typeof assess>>();
  const { book } = service.law.current();
  const foundOn = (day: string, past: PastShipment, isMilitary: boolean) => {
    const key = `${day} ${isMilitary} ${past.destination}`;
    const found = assessed.get(key) ?? assess(factsOfClaim(RELIEF, claimTo(past, isMilitary), day), book);
    assessed.set(key, found);
    return found;
  };
  await service.store.asProduct(async (db) => {
    for (const past of shipments) {
      const events: ShipmentEvent[] = [];
      const add = (who: keyof typeof by, on: string, command: string, fields: object = {}) =>
        events.push({ command, ...fields, by: by[who], on } as ShipmentEvent);
      const { claimed, stopped, shipped, reported } = past;
      let isMilitary = stopped !== undefined;
      const found = foundOn(claimed, past, isMilitary);
      const undertaking = { ...UNDERTAKING, signatory: 'Sato Example' };
      add('exporter', claimed, 'claim', { determination: 'd', claim: claimTo(past, isMilitary), undertaking, found });
      if (stopped !== undefined) add('exporter', claimed, 'stop', { found });
      if (stopped !== undefined && stopped !== 'open') {
        const why = { reason: '见审查意见', provisions: ['cn/mofcom-2025-61/5'] };
        if (stopped.is === 'answered') {
          isMilitary = false;
          const answered = foundOn(stopped.on, past, isMilitary);
          add('exporter', stopped.on, 'supplement', { claim: claimTo(past, isMilitary), found: answered });
          add('exporter', stopped.on, 'resume', { found: answered });
        } else if (stopped.is === 'withdrawn') add('exporter', stopped.on, 'withdraw', { reason: 'x' });
        else add('officer', stopped.on, stopped.is === 'cleared' ? 'clear' : 'refuse', why);
      }
      if (shipped !== undefined) {
        const { exportedOn, on } = shipped;
        add('exporter', on, 'ship', { exportedOn, found: foundOn(exportedOn, past, isMilitary) });
      }
      if (reported !== undefined)
        add('exporter', reported.on, 'report', {
          text: { zh: '报告', en: 'Report' },
          sentOn: reported.sentOn,
          how: 'e-mail',
          sentBy: 'Sato Example',
          proof: [],
        });
      const made = replayShipment(events);
      if (!made.ok) throw new Error(`event ${made.at}: ${made.code}`);
      const id = randomUUIDv7();
      await db
        .insertInto('humanitarian_shipment')
        .values({
          id,
          organisation,
          number: `test-${id}`,
          state: JSON.stringify(made.state),
          facts: JSON.stringify(RELIEF),
          determination: '{}',
        })
        .execute();
      for (const [index, event] of events.entries()) {
        await sql`select set_config('ytterby.account', ${event.by.person}, true)`.execute(db);
        await db
          .insertInto('humanitarian_event')
          .values({
            humanitarian_shipment: id,
            version: index + 1,
            organisation,
            person: event.by.person,
            role: event.by.role,
            command: event.command,
            event: JSON.stringify(event),
          })
          .execute();
      }
    }
  });
}
