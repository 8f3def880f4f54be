import { type Application, lastDayWithin } from '@ytterby/core/licensing';
import type { TestPerson, TestService } from '../../api/testing.ts';

const PROVISION = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [PROVISION] };

export const magnets = (from: string, lastDay: string): Application => ({
  kind: 'individual-licence',
  applicant: {
    name: '示例磁材有限公司',
    country: 'CN',
    address: '示例市\n示例路1号',
    uscc: '91350100M000100Y43',
    contact: { name: '王示例' },
  },
  destination: 'DE',
  endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Musterstrasse 1' }],
  endUse: { kind: 'civil', description: '电动汽车驱动电机' },
  contract: {
    number: 'YT-2026-001',
    currency: 'EUR',
    lines: [{ id: '1', description: 'magnets', quantity: '500', unit: 'kg', unitPrice: '92.5', value: '46250' }],
  },
  lines: [
    {
      id: 'a',
      contractLine: '1',
      nameZh: '含镝钕铁硼磁体',
      description: 'NdFeB magnets with Dy',
      code: '1C905.a.4',
      hs: '8505.11.10.00',
      quantity: '500',
      unit: 'kg',
      value: '46250',
      currency: 'EUR',
    },
  ],
  validity: { from, lastDay },
  proof: {
    'end-user': 'Beispiel Motoren GmbH',
    'exact-use': '电动汽车驱动电机转子',
    'undertakes-end-use': 'yes',
    'undertakes-no-transfer': 'yes',
  },
  papers: ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'].map((id) => ({
    id,
    paper: id,
    language: 'zh' as const,
  })),
});

/** A licence that was issued over the API, and those who can do something with it. */
export interface IssuedLicence {
  readonly id: string;
  readonly number: string;
  /** The signed text. */
  readonly jws: string;
  readonly pdf: Uint8Array;
  /** Suspends or reinstates it. */
  act(command: 'suspend' | 'reinstate'): Promise<void>;
}

/** A licence for 450.5 kg of magnets to Germany, issued on the service's day of today and valid from it on for a year. */
export async function issuedLicence(service: TestService): Promise<IssuedLicence> {
  const from = service.clock.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
  const lastDay = lastDayWithin(from, 1);
  const company = await service.organisation('company');
  const authority = await service.organisation('licensing-authority');
  const exporter = await service.person([[company, ['exporter']]]);
  const officer = await service.person([[authority, ['licensing-officer']]]);
  const senior = await service.person([[authority, ['senior-officer']]]);

  const begin = { params: { organisation: company }, body: { application: magnets(from, lastDay) } };
  const { id, version } = (await exporter.client.call('application.begin', begin)).body;
  const submit = { params: { organisation: company, case: id }, body: { command: 'submit' } };
  await exporter.client.call('application.act', submit, { revision: version });
  const work = async (by: TestPerson, command: string, fields: object = {}) => {
    const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
    return (await by.client.call('case.act', { params: { case: id }, body: { command, ...fields } }, { revision }))
      .body;
  };
  await work(officer, 'accept');
  await work(officer, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, 'set-condition', { condition: 'c1', text: { zh: '到货后30日内报告' } });
  await work(officer, 'recommend-grant', REASONS);
  const { licence } = await work(senior, 'grant', {
    from,
    lastDay,
    lines: [{ line: 'a', quantity: '450.50', value: '41671.25' }],
    conditions: ['c1'],
    ...REASONS,
  });
  if (licence === null) throw new Error('the grant made no licence');

  const given = { params: { organisation: company, licence } };
  const { number, jws } = (await exporter.client.call('licence.get', given)).body;
  const pdf = new Uint8Array(await (await exporter.client.call('licence.pdf', given)).body.arrayBuffer());
  return {
    id: licence,
    number,
    jws,
    pdf,
    act: async (command) => {
      const isSuspension = command === 'suspend';
      const { client } = isSuspension ? officer : senior;
      const { revision = 0 } = await client.call('register.get', { params: { licence } });
      const ground = isSuspension ? { ground: 'use-in-doubt' } : {};
      const body = { command, ...ground, reason: '最终用途存疑', provisions: [PROVISION] };
      await client.call('licence.act', { params: { licence }, body }, { revision });
    },
  };
}
