import { describe, expect, it } from 'vitest';
import { partiesOfText, partyOf } from './party-text.ts';

describe('pasted parties', () => {
  it('are a name on each line, commas and all', () => {
    expect(partiesOfText('Acme Co., Ltd.\n\n 甲公司 \r\n')).toEqual([{ name: 'Acme Co., Ltd.' }, { name: '甲公司' }]);
  });

  it('are rows of a table where it has titles', () => {
    expect(
      partiesOfText('名称\t国家\t统一社会信用代码\n甲公司\tCN\t\n\tJP\t\n乙公司\tJP；US\tLEI:5493001KJTIIGC8Y1R12'),
    ).toEqual([
      { name: '甲公司', countries: ['CN'] },
      { name: '乙公司', countries: ['JP', 'US'], identifiers: ['LEI:5493001KJTIIGC8Y1R12'] },
    ]);
  });

  it('may be persons', () => {
    expect(partiesOfText('name,type,dob\nJ. Doe,Person,1970')).toEqual([
      { name: 'J. Doe', kind: 'person', birth: '1970' },
    ]);
  });

  it('leave out what was not said', () => {
    expect(partyOf({ name: ' A ', countries: ' ', otherNames: 'B; C' })).toEqual({ name: 'A', otherNames: ['B', 'C'] });
  });
});
