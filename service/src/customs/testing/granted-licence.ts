import { lastDayWithin } from '@ytterby/core/licensing';
import type { TestPerson } from '../../api/testing.ts';
import { magnets } from '../../licensing/testing/issued-licence.ts';

/** A licence as it comes about: applied for, assessed, recommended and granted over HTTP. */

const PROVISION = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [PROVISION] };

/** Who takes part, and what is granted of 500 kg for 46250 EUR. */
export interface Granting {
  /** The holder. */
  readonly company: string;
  readonly exporter: TestPerson;
  readonly officer: TestPerson;
  readonly senior: TestPerson;
  readonly from: string;
  readonly quantity: string;
  readonly value: string;
  /** Under the condition of the library that asks for reports on arrival and use. */
  readonly reportsUse?: boolean;
}

/** @returns the licence's id and number @example await grantedLicence({ company, exporter, officer, senior, from: '2026-06-01', quantity: '450.5', value: '41671.25' }) */
export async function grantedLicence({
  company,
  exporter,
  officer,
  senior,
  from,
  quantity,
  value,
  reportsUse = false,
}: Granting): Promise<{ readonly id: string; readonly number: string }> {
  const validity = { from, lastDay: lastDayWithin(from, 1) };
  const params = { organisation: company };
  const begun = await exporter.client.call('application.begin', {
    params,
    body: { application: magnets(from, validity.lastDay) },
  });
  const { id, version } = begun.body;
  await exporter.client.call(
    'application.act',
    { params: { organisation: company, case: id }, body: { command: 'submit' } },
    { revision: version },
  );
  const work = async (by: TestPerson, command: string, fields: object = {}) => {
    const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
    const given = { params: { case: id }, body: { command, ...fields } };
    return (await by.client.call('case.act', given, { revision })).body;
  };
  await work(officer, 'accept');
  await work(officer, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  if (reportsUse)
    await work(officer, 'set-condition', { condition: 'c1', library: 'report-of-use', text: { zh: '报告' } });
  await work(officer, 'recommend-grant', REASONS);
  const lines = [{ line: 'a', quantity, value }];
  const { licence } = await work(senior, 'grant', {
    ...validity,
    lines,
    conditions: reportsUse ? ['c1'] : [],
    ...REASONS,
  });
  if (licence === null) throw new Error('no licence');
  const { body } = await officer.client.call('register.get', { params: { licence } });
  return { id: licence, number: body.number };
}
