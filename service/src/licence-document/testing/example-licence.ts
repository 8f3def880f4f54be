import type { LicenceContent } from '../licence-content.ts';

/** Three lines of sintered dysprosium magnets for a maker of servo motors in Germany. Everybody named is invented. */
export const MAGNET_LICENCE: LicenceContent = {
  number: 'YB-2026-000417',
  edition: 1,
  kind: 'individual-licence',
  authority: { zh: '示例两用物项出口管制主管部门', en: 'Example Authority for Dual-Use Export Control' },
  holder: {
    name: '华示例磁材有限公司',
    nameZh: null,
    country: 'CN',
    address: '江西省赣州市示例路18号',
    identifiers: [{ kind: 'uscc', value: '91350100M000100Y43' }],
  },
  agent: null,
  endUsers: [
    {
      name: 'Example Servo GmbH',
      nameZh: '示例伺服有限责任公司',
      country: 'DE',
      address: 'Beispielstraße 7, 70173 Stuttgart',
      identifiers: [{ kind: 'lei', value: '5493001KJTIIGC8Y1R12' }],
    },
  ],
  endUse: {
    zh: '用于工业机器人关节伺服电机转子，不用于军事用途，不转让第三方。',
    en: 'Rotors of servo motors for the joints of industrial robots; no military use, no transfer to third parties.',
  },
  origin: ['CN'],
  destinations: ['DE'],
  lines: [
    {
      line: '1',
      item: {
        zh: '烧结钕铁硼永磁体，含镝4.2%，N42UH，弧形 R32×r27×L40 mm',
        en: 'Sintered NdFeB permanent magnets, 4.2 % Dy, N42UH, arc R32×r27×L40 mm',
      },
      controlCode: '1C902.a.4',
      hs: '8505111000',
      quantity: { amount: '1200', unit: 'KGM' },
      value: { amount: '96000', currency: 'USD' },
    },
    {
      line: '2',
      item: {
        zh: '烧结钕铁硼永磁体，含镝6.5%，N38EH，方块 50×20×8 mm',
        en: 'Sintered NdFeB permanent magnets, 6.5 % Dy, N38EH, block 50×20×8 mm',
      },
      controlCode: '1C902.a.4',
      hs: '8505111000',
      quantity: { amount: '350.5', unit: 'KGM' },
      value: { amount: '38205.75', currency: 'USD' },
    },
    {
      line: '3',
      item: {
        zh: '烧结钐钴永磁体，2:17型，环形 φ60×φ40×15 mm',
        en: 'Sintered SmCo permanent magnets, 2:17 type, ring φ60×φ40×15 mm',
      },
      controlCode: '1C902.a.1',
      hs: '8505111000',
      quantity: { amount: '80', unit: 'KGM' },
      value: { amount: '12800', currency: 'USD' },
    },
  ],
  firstDay: '2026-12-01',
  lastDay: '2027-05-31',
  conditions: [
    {
      id: 'report-use',
      zh: '货物到达并安装后三十日内，报告运输、到货、安装和使用情况。',
      en: 'Transport, arrival, installation and use are to be reported within 30 days of installation.',
    },
    {
      id: 'no-transfer',
      zh: '未经主管部门许可，最终用户不得改变最终用途或者向任何第三方转让。',
      en: 'The end user may neither change the end use nor transfer the goods to any third party without the authority’s permission.',
    },
  ],
  legalBasis: [
    {
      id: 'cn/npcsc-2020-export-control-law/12',
      zh: '《中华人民共和国出口管制法》第十二条',
      en: 'Export Control Law, Article 12',
    },
    {
      id: 'cn/state-council-2024-792/15',
      zh: '《中华人民共和国两用物项出口管制条例》第十五条',
      en: 'Regulations on Export Control of Dual-Use Items (Order 792), Article 15',
    },
  ],
  application: 'YB-A-2026-000902',
  case: 'YB-C-2026-000877',
  issuedOn: '2026-11-27',
  law: { version: '2026.11.24', checkedUpTo: '2026-11-24' },
};
